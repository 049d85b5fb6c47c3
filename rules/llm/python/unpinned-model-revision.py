from datasets import load_dataset
from huggingface_hub import snapshot_download
from transformers import AutoModel, AutoTokenizer

# ruleid: llm.python.unpinned-model-revision
model = AutoModel.from_pretrained("org/model")
# ruleid: llm.python.unpinned-model-revision
path = snapshot_download(repo_id="org/model")
# ruleid: llm.python.unpinned-model-revision
data = load_dataset("org/data", split="train")
# ok: llm.python.unpinned-model-revision
pinned = AutoModel.from_pretrained("org/model", revision="5f0b02c75b57c5855da9ae460ce51323ea669d8a")
# ok: llm.python.unpinned-model-revision
local = AutoTokenizer.from_pretrained("./model")
# ok: llm.python.unpinned-model-revision
named = AutoModel.from_pretrained(path)
