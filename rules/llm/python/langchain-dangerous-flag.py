from langchain_community.agent_toolkits.openapi.toolkit import RequestsToolkit
from langchain_experimental.agents import create_csv_agent, create_pandas_dataframe_agent

# ruleid: llm.python.langchain-dangerous-flag
first = create_pandas_dataframe_agent(llm, frame, allow_dangerous_code=True)
# ruleid: llm.python.langchain-dangerous-flag
second = RequestsToolkit(requests_wrapper=wrapper, allow_dangerous_requests=True)
# ruleid: llm.python.langchain-dangerous-flag
third = create_csv_agent(llm, "data.csv", verbose=True, allow_dangerous_code=True)
# ok: llm.python.langchain-dangerous-flag
fourth = create_pandas_dataframe_agent(llm, frame)
# ok: llm.python.langchain-dangerous-flag
fifth = RequestsToolkit(requests_wrapper=wrapper, allow_dangerous_requests=False)
# ok: llm.python.langchain-dangerous-flag
sixth = create_csv_agent(llm, "data.csv", verbose=True)
