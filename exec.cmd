@rem npm runs its scripts with cmd here, which has no exec: this lets the same lines work.
@%*
