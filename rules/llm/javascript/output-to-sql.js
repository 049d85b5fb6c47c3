import OpenAI from "openai";
import pg from "pg";

const client = new OpenAI();
const pool = new pg.Pool();

export async function answer(question) {
  const response = await client.responses.create({ model: "gpt-5", input: question });
  // ruleid: llm.javascript.output-to-sql
  const first = await pool.query(response.output_text);
  // ruleid: llm.javascript.output-to-sql
  const second = await pool.query("SELECT * FROM items WHERE " + response.output_text);
  // ruleid: llm.javascript.output-to-sql
  const third = await db.execute(`${response.output_text};`);
  // ok: llm.javascript.output-to-sql
  const fourth = await pool.query("SELECT name FROM items WHERE id = $1", [JSON.parse(response.output_text).id]);
  // ok: llm.javascript.output-to-sql
  const fifth = await pool.query("SELECT 1");
  // ok: llm.javascript.output-to-sql
  const sixth = await search.query(response.output_text);
  return [first, second, third, fourth, fifth, sixth];
}
