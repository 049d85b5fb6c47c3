"""One section of the policy a file; `policy.model.Policy` names them."""
