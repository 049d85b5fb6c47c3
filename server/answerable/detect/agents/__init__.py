"""What is wrong with the files that say what an AI agent may do: rules in tables, over the file's tree."""

from answerable.detect.agents.detector import AgentConfigDetector

__all__ = ["AgentConfigDetector"]
