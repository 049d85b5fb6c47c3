import autogen
from autogen_agentchat.conditions import MaxMessageTermination
from autogen_agentchat.teams import RoundRobinGroupChat, SelectorGroupChat
from claude_agent_sdk import ClaudeAgentOptions

LIMITS = {"max_turns": 10}


def teams(writer, critic, client):
    # ruleid: llm.python.agents-without-end
    first = RoundRobinGroupChat([writer, critic])
    # ruleid: llm.python.agents-without-end
    second = SelectorGroupChat([writer, critic], model_client=client)
    # ok: llm.python.agents-without-end
    third = RoundRobinGroupChat([writer, critic], termination_condition=MaxMessageTermination(20))
    # ok: llm.python.agents-without-end
    fourth = RoundRobinGroupChat([writer, critic], max_turns=10)
    # ok: llm.python.agents-without-end
    fifth = SelectorGroupChat([writer, critic], model_client=client, **LIMITS)
    return first, second, third, fourth, fifth


# ruleid: llm.python.agents-without-end
proxy = autogen.UserProxyAgent("user", human_input_mode="NEVER", code_execution_config={"use_docker": True})
# ok: llm.python.agents-without-end
counted = autogen.UserProxyAgent("user", human_input_mode="NEVER", max_consecutive_auto_reply=5)
# ok: llm.python.agents-without-end
asked = autogen.UserProxyAgent("user", human_input_mode="ALWAYS")

# ruleid: llm.python.agents-without-end
options = ClaudeAgentOptions(permission_mode="bypassPermissions", cwd="/srv/repository")
# ok: llm.python.agents-without-end
dear = ClaudeAgentOptions(permission_mode="bypassPermissions", max_budget_usd=2.0)
# ok: llm.python.agents-without-end
short = ClaudeAgentOptions(permission_mode="bypassPermissions", max_turns=8)
