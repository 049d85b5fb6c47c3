from openai import OpenAI

client = OpenAI()


def judge(candidate, applicant):
    # ruleid: llm.python.protected-attribute-in-prompt
    first = f"Rank this candidate: {candidate.gender}, {candidate.skills}"
    # ruleid: llm.python.protected-attribute-in-prompt
    second = f"Should we approve this loan? Age: {applicant['age']}, race: {applicant['race']}"
    # ruleid: llm.python.protected-attribute-in-prompt
    third = "Score the applicant. Religion: {religion}".format(religion=applicant.religion)
    # ok: llm.python.protected-attribute-in-prompt
    fourth = f"Rank this candidate by these skills: {candidate.skills}"
    # ok: llm.python.protected-attribute-in-prompt
    fifth = f"Write a birthday card for somebody of {candidate.age}"
    # ok: llm.python.protected-attribute-in-prompt
    sixth = f"Rank these pages: {candidate.pages}"
    prompts = [first, second, third, fourth, fifth, sixth]
    return [client.responses.create(model="m", input=prompt, max_output_tokens=9) for prompt in prompts]
