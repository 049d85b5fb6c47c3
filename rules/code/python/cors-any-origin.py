from fastapi.middleware.cors import CORSMiddleware
from flask_cors import CORS

# ruleid: python.cors-any-origin
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True, allow_methods=["*"])
# ruleid: python.cors-any-origin
CORS(app, origins="*", supports_credentials=True)
# ruleid: python.cors-any-origin
CORS_ALLOW_ALL_ORIGINS = True


def answer(request, response):
    # ruleid: python.cors-any-origin
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin")


# ok: python.cors-any-origin
app.add_middleware(CORSMiddleware, allow_origins=["https://www.example.com"], allow_credentials=True)
# ok: python.cors-any-origin
app.add_middleware(CORSMiddleware, allow_origins=["*"])
# ok: python.cors-any-origin
CORS(app, origins=["https://www.example.com"], supports_credentials=True)

# ruleid: python.cors-any-origin
CORS(app, resources={r"/*": {"origins": "*"}}, supports_credentials=True)
# ruleid: python.cors-any-origin
CORS(app, resources={r"/api/*": {"origins": ["*"], "methods": ["GET"]}}, supports_credentials=True)
# ruleid: python.cors-any-origin
CORS(app, resources={r"/api/*": {"origins": "*", "supports_credentials": True}})
# ruleid: python.cors-any-origin
cors.init_app(app, origins="*", supports_credentials=True)
# ok: python.cors-any-origin
CORS(app, resources={r"/*": {"origins": "*"}})
# ok: python.cors-any-origin
CORS(app, resources={r"/*": {"origins": ["https://www.example.com"]}}, supports_credentials=True)
# ok: python.cors-any-origin
cors.init_app(app, origins=ORIGINS, supports_credentials=True)
