const helmet = require("helmet");

// ruleid: javascript.csp-disabled
app.use(helmet({ contentSecurityPolicy: false }));
app.use(
  helmet.contentSecurityPolicy({
    directives: {
      // ruleid: javascript.csp-disabled
      scriptSrc: ["'self'", "'unsafe-inline'"],
    },
  }),
);
// ruleid: javascript.csp-disabled
const directives = { scriptSrc: ["'self'", "'unsafe-eval'"] };
// ok: javascript.csp-disabled
app.use(helmet());
// ok: javascript.csp-disabled
app.use(helmet({ contentSecurityPolicy: { directives: { scriptSrc: ["'self'"] } } }));
// ok: javascript.csp-disabled
const styles = { styleSrc: ["'self'", "'unsafe-inline'"] };
