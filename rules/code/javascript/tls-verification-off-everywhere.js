// ruleid: javascript.tls-verification-off-everywhere
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
// ruleid: javascript.tls-verification-off-everywhere
process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";

function start() {
  // ruleid: javascript.tls-verification-off-everywhere
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
}
// ok: javascript.tls-verification-off-everywhere
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "1";
// ok: javascript.tls-verification-off-everywhere
process.env.NODE_EXTRA_CA_CERTS = "internal-ca.pem";
// ok: javascript.tls-verification-off-everywhere
const off = process.env.NODE_TLS_REJECT_UNAUTHORIZED === "0";
// ok: javascript.tls-verification-off-everywhere
delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
