"""What has become of a decision by a day, as far as it was known by another. Written from docs/decisions 0002, 0003 and 0020."""

from datetime import date, timedelta

from .dates import days
from .records import FORCE

STAGES = ["proposed", "announced", "approved_in_principle", "taken", "provisionally_applied", "in_force", "executed"]
BRINGS = {
    "proposed": 0, "postponed": 0, "objected": 0, "announced": 1, "reaffirmed": 1, "not_executed": 1, "approved_in_principle": 2,
    "taken": 3, "published": 3, "provisionally_applied": 4, "entered_into_force": 5, "executed": 6,
}
TAKEN, IN_FORCE = 3, 4
# Where nothing else says how far the decision came.
WAS_DECIDED = {"challenged", "upheld", "suspended", "resumed"}
MOVES = {"amends", "confirms", "reinstates"}
ENDS = {"supersedes": "superseded", "revokes": "revoked", "annuls": "annulled"}
NEVER, EVER = date.max, date(9000, 1, 1)


class Statuses:
    """The dataset as it was known on a day."""

    def __init__(self, dataset, known_at):
        self.dataset, self.known_at = dataset, known_at
        self.decisions = {record["id"]: record for _, record in dataset.of_type("decision") if record["record"]["state"] == "published"}
        self.later = {}
        for record in self.decisions.values():
            for relation in record.get("relations", []):
                self.later.setdefault(relation["target"], []).append((record, relation))

    def is_known(self, evidence):
        """Whether one of the sources that show something was public."""
        return any(self.public(one["source"]) <= self.known_at for one in evidence)

    def public(self, name):
        source = self.dataset.get("source", name)
        if source is None or source["availability"] != "public" or source["record"]["state"] == "withdrawn":
            return NEVER
        when = days(source.get("published", source["date"]))
        return when[1] if when else NEVER

    def events(self, decision, day):
        """The events that count by a day, each with the day from which it does."""
        for event in decision["events"]:
            when = days(event["effective"] if event["type"] in FORCE and "effective" in event else event["date"])
            if when and when[1] <= day and self.is_known(event["evidence"]) and self.sees_parts(decision, event):
                yield when[1], event

    def sees_parts(self, decision, event):
        """What happened to parts of which none is in view did not happen to the whole (0021)."""
        proposal = self.dataset.proposal_of(decision)
        provisions = [*decision.get("provisions", []), *(proposal or {}).get("provisions", [])]
        # A provision goes with the version that provides it.
        gone = {one["id"] for one in (proposal or {}).get("versions", []) if not self.is_known(one["evidence"])}
        known = {one["id"] for one in provisions if self.is_known(one["evidence"]) and one.get("version") not in gone}
        return "parts" not in event or bool(known & set(event["parts"]))

    def stage(self, decision, day):
        """How far a decision came by a day, and nothing if nothing had happened."""
        there = [event["type"] for _, event in self.events(decision, day)]
        brought = [BRINGS[kind] for kind in there if kind in BRINGS]
        if brought:
            return max(brought)
        return TAKEN if WAS_DECIDED & set(there) else None

    def came(self, decision, stage, day):
        """The first day by which a decision came as far as that."""
        reached = [when for when, event in self.events(decision, day) if self.brings(event) >= stage]
        return min(reached, default=None)

    def brings(self, event):
        return BRINGS.get(event["type"], TAKEN if event["type"] in WAS_DECIDED else -1)

    def works(self, newer, relation, older, day):
        """The day from which a relation works on the older decision, if it does by a day."""
        if not self.is_known(relation["evidence"]):
            return None
        # A day before the later decision is judged with hindsight: of what reaches back it is asked how it stood in the end.
        effective = days(relation["effective"]) if "effective" in relation else None
        if "effective" in relation and effective is None:
            return None
        until = EVER if effective and effective[1] <= day else day
        own = self.stage(older, day)
        if relation["type"] in ("annuls", "suspends", "reinstates"):
            needed = TAKEN
        else:
            needed = 1 if own is None or own < TAKEN else TAKEN if own < IN_FORCE or effective else IN_FORCE
        came = self.came(newer, needed, until)
        if came is None:
            return None
        start = effective[1] if effective else came
        return start if start <= day else None

    def status(self, decision, day, depth=0):
        if depth > 12:
            return None
        if not any(True for _ in self.events(decision, day)):
            # Nothing of it had happened, or nothing was known.
            return None
        stage = self.stage(decision, day)
        undone = []
        restored = []
        suspensions = []
        for when, event in self.events(decision, day):
            if "parts" in event:
                continue
            if event["type"] in ("lapsed", "withdrawn", "annulled"):
                undone.append((when, event["type"]))
            if event["type"] == "suspended":
                end = days(event["until"]) if "until" in event else None
                suspensions.append((when, end[1] if end else None))
            if event["type"] == "resumed":
                suspensions = [(start, end) for start, end in suspensions if start > when]
        term = self.term(decision, day, depth)
        if term and term < day:
            undone.append((term + timedelta(days=1), "lapsed"))
        for newer, relation in self.later.get(decision["id"], []):
            if "parts" in relation:
                continue
            start = self.works(newer, relation, decision, day)
            if start is None:
                continue
            now = self.status(newer, max(day, start), depth + 1)
            if relation["type"] in ENDS and now != "annulled":
                undone.append((start, ENDS[relation["type"]]))
            if relation["type"] == "suspends" and now in STAGES:
                end = days(relation["until"]) if "until" in relation else None
                suspensions.append((start, end[1] if end else None))
            if relation["type"] == "reinstates" and now != "annulled":
                restored.append(start)
        undone = [(when, kind) for when, kind in undone if not any(when <= start for start in restored)]
        running = [(start, end) for start, end in suspensions if end is None or day <= end]
        suspensions = [start for start, _ in running if not any(start <= one for one in restored)]
        if undone:
            if any(kind == "annulled" for _, kind in undone):
                return "annulled"
            return min(undone)[1]
        return "suspended" if suspensions else STAGES[stage] if stage is not None else None

    def term(self, decision, day, depth):
        """The last day of the term that was said last, by the decision itself or by a later one."""
        said = []
        for when, event in self.events(decision, day):
            if "until" in event and "parts" not in event and event["type"] != "suspended":
                said.append((when, "event", days(event["until"]), "trigger" in event))
        for newer, relation in self.later.get(decision["id"], []):
            if relation["type"] in MOVES and "parts" not in relation:
                start = self.works(newer, relation, decision, day)
                if start and self.status(newer, day, depth + 1) != "annulled":
                    said.append((start, relation["type"], days(relation["until"]) if "until" in relation else None, False))
        last, is_conditional = None, False
        for when, kind, until, has_trigger in sorted(said, key=lambda one: one[0]):
            # What has ended is not moved, but reinstated.
            if until and not (kind == "amends" and last and when > last + timedelta(days=1)):
                last, is_conditional = until[1], has_trigger
            elif kind == "confirms" and is_conditional:
                # What was to come, so that the term does not end, has come.
                last, is_conditional = None, False
        return last
