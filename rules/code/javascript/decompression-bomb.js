const zlib = require("zlib");

function unpack(data, callback) {
  // ruleid: javascript.decompression-bomb
  const text = zlib.gunzipSync(data).toString();
  // ruleid: javascript.decompression-bomb
  zlib.inflate(data, callback);
  // ruleid: javascript.decompression-bomb
  zlib.brotliDecompress(data, (error, result) => callback(error, result));
  // ok: javascript.decompression-bomb
  const limited = zlib.gunzipSync(data, { maxOutputLength: 1024 * 1024 });
  // ok: javascript.decompression-bomb
  zlib.inflate(data, { maxOutputLength: 1024 * 1024 }, callback);
  // ok: javascript.decompression-bomb
  const packed = zlib.gzipSync(data);
  return [text, limited, packed];
}
