from autogen import UserProxyAgent
from langchain.agents import load_tools
from langchain_community.tools import ShellTool, WikipediaQueryRun
from langchain_experimental.tools import PythonREPLTool

# ruleid: llm.python.interpreter-tool
shell = ShellTool()
# ruleid: llm.python.interpreter-tool
tools = [PythonREPLTool(), search]
# ruleid: llm.python.interpreter-tool
loaded = load_tools(["terminal", "wikipedia"], llm=llm)
# ruleid: llm.python.interpreter-tool
proxy = UserProxyAgent("user", code_execution_config={"work_dir": "out", "use_docker": False})
# ok: llm.python.interpreter-tool
wiki = WikipediaQueryRun(api_wrapper=wrapper)
# ok: llm.python.interpreter-tool
harmless = load_tools(["wikipedia"], llm=llm)
# ok: llm.python.interpreter-tool
boxed = UserProxyAgent("user", code_execution_config={"work_dir": "out", "use_docker": True})
