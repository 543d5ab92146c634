"""What the judge finds in a dataset, and how that compares with what the program told."""

from . import offices, records, several, votes

# What one record says by itself.
RECORD = {
    "impossible-date": records.impossible_date, "event-order": records.event_order, "published-not-later": records.published_not_later,
    "archived-before-published": records.archived_before_published, "duplicate-id": records.duplicate_id, "said-twice": records.said_twice,
    "contradictory-relations": several.contradictory_relations, "contradictory-outcomes": records.contradictory_outcomes,
    "both-sides": records.both_sides, "identifier-form": records.identifier_form, "discrepancy-reading": records.discrepancy_reading,
}
# What it says beside the others.
BESIDE = {
    "vote-form": votes.vote_form, "vote-counts": votes.vote_counts, "vote-result": votes.vote_result, "dangling-reference": several.dangling_reference,
    "withdrawn-reference": several.withdrawn_reference, "relation-to-newer": several.relation_to_newer, "all-parts": several.all_parts,
    "restores-nothing": several.restores_nothing, "event-out-of-turn": several.event_out_of_turn, "actor-kind": offices.actor_kind,
    "not-in-office": offices.not_in_office, "decision-of-other-proposal": several.decision_of_other_proposal,
}
OTHERS = {
    "happened-later", "event-after-sources", "event-long-before-source", "text-missing", "text-changed", "text-without-words", "evidence-form",
    "quote-length", "quote-not-found", "quote-ambiguous", "quote-out-of-scope", "reference-cycle", "misplaced-file",
}
RULES = sorted({*RECORD, *BESIDE, *OTHERS})
# Where two files have one record, nobody can say which of them is meant.
ALONE = {*RECORD, "happened-later", "misplaced-file"}


def judged(dataset, today, prefix):
    """The rules that are broken, with the file and the place."""
    found = set(several.duplicate_records(dataset))
    pinned = several.Texts(dataset)
    found |= set(pinned.found) | set(several.quotes(dataset, pinned))
    for path, record in dataset.files.items():
        for rule, check in RECORD.items():
            found |= {(rule, path, place) for place in check(record)}
        for rule, check in BESIDE.items():
            found |= {(rule, path, place) for place in check(record, dataset)}
        found |= {("happened-later", path, place) for place in records.happened_later(record, today)}
        found |= {(rule, path, place) for rule, place in several.event_and_sources(record, dataset)}
        # A second file of one record is that, wherever it stands.
        is_second = ("duplicate-id", path, "/id") in found
        if several.misplaced_file(path, record) and not is_second or several.has_other_prefix(record, prefix):
            found.add(("misplaced-file", path, "/id"))
    return found


def compare(told, dataset, today, prefix):
    """How often each rule was found by both, and what only one of them found."""
    mine = judged(dataset, today, prefix)
    circles = several.circles(dataset)
    theirs = {(one["rule"], one["file"], one["pointer"]) for one in told if one["rule"] in RULES}
    turning = {file for rule, file, _ in theirs if rule == "reference-cycle"}
    rules = RULES
    if several.duplicate_records(dataset):
        rules = ALONE
        circles, turning = set(), set()
    mine = {one for one in mine if one[0] in rules}
    theirs = {one for one in theirs if one[0] in rules and one[0] != "reference-cycle"}
    only = [f"only besluit: {' '.join(one)}" for one in sorted(theirs - mine)]
    only += [f"only the judge: {' '.join(one)}" for one in sorted(mine - theirs)]
    only += [f"only besluit: reference-cycle {file}" for file in sorted(turning) if not any(file in circle for circle in circles)]
    only += [f"only the judge: reference-cycle {sorted(circle)}" for circle in circles if not circle & turning]
    return [one[0] for one in mine & theirs] + ["reference-cycle" for circle in circles if circle & turning], only
