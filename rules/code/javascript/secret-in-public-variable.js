// ruleid: javascript.secret-in-public-variable
const openai = new OpenAI({ apiKey: process.env.NEXT_PUBLIC_OPENAI_API_KEY });
// ruleid: javascript.secret-in-public-variable
const stripe = new Stripe(import.meta.env.VITE_STRIPE_SECRET_KEY);
// ruleid: javascript.secret-in-public-variable
const admin = createClient(URL, process.env.REACT_APP_SUPABASE_SERVICE_ROLE_KEY);
// ok: javascript.secret-in-public-variable
const server = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });
// ok: javascript.secret-in-public-variable
const publishable = loadStripe(process.env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY);
// ok: javascript.secret-in-public-variable
const anonymous = createClient(URL, import.meta.env.VITE_SUPABASE_ANON_KEY);
// ok: javascript.secret-in-public-variable
const captcha = process.env.NEXT_PUBLIC_RECAPTCHA_SITE_KEY;
