import torch

# ruleid: llm.python.torch-load-pickle
first = torch.load("model.pt", weights_only=True)
# ruleid: llm.python.torch-load-pickle
second = torch.load("model.pt", map_location="cpu", weights_only=True)
# ruleid: llm.python.torch-load-pickle
model.load_state_dict(torch.load(path, weights_only=True))
# ok: llm.python.torch-load-pickle
third = torch.load("model.pt", weights_only=True)
# ok: llm.python.torch-load-pickle
fourth = torch.load("model.pt", map_location="cpu", weights_only=safe)
# ok: llm.python.torch-load-pickle
fifth = torch.jit.load("model.pt")
