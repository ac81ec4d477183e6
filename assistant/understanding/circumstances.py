"""What is going on while somebody speaks, in the words of the sentence files."""

from assistant.messages.intents import IntentName
from assistant.messages.speech import After, Asking, Expectation, Running, TermKind, Vocabulary

READ_BACK: frozenset[IntentName] = frozenset(("ScheduleTime", "Remind", "MoveTime"))
"""What holds a time that is read back before it is kept."""


OWN_PLAN: frozenset[IntentName] = READ_BACK | {"SkipTime", "CancelTime", "Undo"}
"""What the two asked for themselves and is confirmed before it is kept, changed or taken out."""


def is_about_a_plan(expectation: Expectation) -> bool:
    """Whether a plan of their own waits for a yes or a no."""
    return expectation.asking is Asking.YES_OR_NO and expectation.about in OWN_PLAN


def settings_of(expectation: Expectation, vocabulary: Vocabulary) -> frozenset[str]:
    """What is going on, in the words of the sentence files."""
    settings = {"any", f"running_{expectation.running}"}
    if expectation.asking is not None:
        settings.add(f"asking_{expectation.asking}")
        if expectation.asking is Asking.CONSENT:
            settings.add("asking_yes_or_no")
        if is_about_a_plan(expectation):
            settings.add("asking_about_a_plan")
        if expectation.asking is Asking.YES_OR_NO and expectation.about in READ_BACK:
            settings.add("read_back")
    elif expectation.running is Running.NOTHING:
        planned = any(term.kind is TermKind.ACTIVITY for term in vocabulary.terms)
        settings.add("planned" if planned else "unplanned")
    goes_on = expectation.after is After.LIST and expectation.running is not Running.NOTHING
    if expectation.after is not None and not goes_on:  # "go on" is for what runs first
        settings.add(f"after_{expectation.after}")
    return frozenset(settings)
