import numpy as np
import torch
from keras.models import load_model
from langchain_community.vectorstores import FAISS

# ruleid: llm.python.model-file-pickle
first = torch.load("model.pt", weights_only=False)
# ruleid: llm.python.model-file-pickle
second = np.load("data.npy", allow_pickle=True)
# ruleid: llm.python.model-file-pickle
third = load_model("model.keras", safe_mode=False)
# ruleid: llm.python.model-file-pickle
fourth = FAISS.load_local("index", embeddings, allow_dangerous_deserialization=True)
# ok: llm.python.model-file-pickle
fifth = torch.load("model.pt", weights_only=True)
# ok: llm.python.model-file-pickle
sixth = np.load("data.npy")
# ok: llm.python.model-file-pickle
seventh = load_model("model.keras")
