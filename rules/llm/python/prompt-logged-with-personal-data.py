import logging

log = logging.getLogger(__name__)


def ask(llm, patient, user):
    prompt = f"Patient {patient.ssn}: {patient.diagnosis}. What now?"
    # ruleid: llm.python.prompt-logged-with-personal-data
    log.info("prompt: %s", prompt)
    # ruleid: llm.python.prompt-logged-with-personal-data
    logging.debug(f"asking {prompt}")
    message = f"Write to {user.email}"
    # ruleid: llm.python.prompt-logged-with-personal-data
    log.warning("sent %s", message)
    # ok: llm.python.prompt-logged-with-personal-data
    log.info("prompt of %d characters", 5)
    question = f"What is {user.colour}?"
    # ok: llm.python.prompt-logged-with-personal-data
    log.info("prompt: %s", question)
    # ok: llm.python.prompt-logged-with-personal-data
    return llm.invoke(prompt)
