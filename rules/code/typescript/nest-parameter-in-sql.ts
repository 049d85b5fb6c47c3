import { Body, Controller, Get, Param, Post, Query } from "@nestjs/common";

@Controller("users")
export class UsersController {
  constructor(private readonly repo: Repository<User>) {}

  @Get()
  find(@Query("name") name: string, @Query("page") page: number) {
    // ruleid: typescript.nest-parameter-in-sql
    this.repo.query(`SELECT * FROM users WHERE name = '${name}'`);
    // ruleid: typescript.nest-parameter-in-sql
    this.repo.createQueryBuilder("user").where("user.name = '" + name + "'");
    // ok: typescript.nest-parameter-in-sql
    this.repo.query("SELECT * FROM users WHERE name = $1", [name]);
    // ok: typescript.nest-parameter-in-sql
    this.repo.createQueryBuilder("user").where("user.name = :name", { name });
    // ok: typescript.nest-parameter-in-sql
    return this.repo.query(`SELECT * FROM users OFFSET ${page}`);
  }

  @Post(":id")
  update(@Param("id") id: string, @Body() body: UpdateUser) {
    // ruleid: typescript.nest-parameter-in-sql
    this.prisma.$queryRawUnsafe(`UPDATE users SET name = '${body.name}'`);
    // ok: typescript.nest-parameter-in-sql
    return this.repo.createQueryBuilder("user").where({ id });
  }
}
