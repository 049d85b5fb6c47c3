from datasets import load_dataset
from transformers import AutoModel, AutoTokenizer, pipeline

# ruleid: llm.python.trust-remote-code
model = AutoModel.from_pretrained("org/model", trust_remote_code=False)
# ruleid: llm.python.trust-remote-code
pipe = pipeline("text-generation", model="org/model", trust_remote_code=False)
# ruleid: llm.python.trust-remote-code
data = load_dataset("org/data", trust_remote_code=False)
# ok: llm.python.trust-remote-code
plain = AutoModel.from_pretrained("org/model")
# ok: llm.python.trust-remote-code
off = AutoTokenizer.from_pretrained("org/model", trust_remote_code=False)
# ok: llm.python.trust-remote-code
pinned = AutoModel.from_pretrained("org/model", trust_remote_code=True, revision="5f0b02c75b57c5855da9ae460ce51323ea669d8a")
