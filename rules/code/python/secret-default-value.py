import os

# ruleid: python.secret-default-value
first = os.getenv("SECRET_KEY", "development")
# ruleid: python.secret-default-value
second = os.environ.get("DB_PASSWORD", "postgres")
# ruleid: python.secret-default-value
third = os.environ.get("JWT_SECRET", "change-me")
# ok: python.secret-default-value
fourth = os.environ["SECRET_KEY"]
# ok: python.secret-default-value
fifth = os.getenv("SECRET_KEY", "")
# ok: python.secret-default-value
sixth = os.getenv("API_KEY_HEADER", "X-Api-Key")
# ok: python.secret-default-value
seventh = os.getenv("LOG_LEVEL", "INFO")
