//! The words of French, as governments write it.

use std::fmt::Display;

use super::Words;
use crate::model::{Position, RelationType};

/// A number of things, in the singular or the plural.
fn number_of(number: impl Display, one: &str, more: &str) -> String {
    let number = number.to_string();
    let noun = if matches!(&*number, "0" | "1") {
        one
    } else {
        more
    };
    format!("{number} {noun}")
}

/// A share, with a decimal comma.
fn percent(share: f64) -> String {
    format!("{share:.1} %").replace('.', ",")
}

pub static WORDS: Words = Words {
    language: "fr",
    by: "par",
    within: "dans",
    acting_as: "comme",
    with: "avec",
    to: "à",
    of: "de",
    about: "sur",
    only: "seulement",
    and: "et",
    or: "ou",
    from: "dès",
    until: "jusqu’au",
    due: "au plus tard le",
    effective: "avec effet au",
    since: "depuis",
    ended: "terminé",
    published: "publié",
    as_of: "au",
    known_on: "tel que connu le",
    decisions: |number| number_of(number, "décision", "décisions"),
    found: |number| number_of(number, "résultat", "résultats"),
    bytes: |number| number_of(number, "octet", "octets"),
    votes: |number| number_of(number, "voix", "voix"),
    evidence: |quoted, by_place| {
        format!("{quoted} avec citation, {by_place} par référence seulement")
    },
    sources: |with, all| {
        format!(
            "{with} sur {} avec un texte",
            number_of(all, "source", "sources")
        )
    },
    passages: |passages, claims| {
        let claims = match claims {
            0 | 1 => format!("repose {claims} affirmation"),
            _ => format!("reposent {claims} affirmations"),
        };
        format!(
            "{}, sur lesquels {claims}",
            number_of(passages, "passage", "passages")
        )
    },
    reached: "stade atteint",
    result: "résultat",
    position: "position",
    counts_in: "dans",
    rejects_by_majority: ", où une majorité est requise pour rejeter",
    position_of: |actor, proposal| format!("Position de {actor} sur {proposal}"),
    none_stands: "aucune en vigueur",
    nothing_known: "on n’en sait rien à cette date",
    new_version: "nouvelle version",
    promise: "engagement",
    because: "motif",
    more: |number| format!("et {number} de plus :"),
    band: |actor, period| {
        format!("{actor} : une colonne par {period}, une marque pour chaque position tenue")
    },
    period: |months| match months {
        1 => "mois".to_owned(),
        3 => "trimestre".to_owned(),
        6 => "semestre".to_owned(),
        12 => "an".to_owned(),
        months => format!("{} ans", months / 12),
    },
    stand: |position| match position {
        Position::Support => "soutien",
        Position::SupportConditional => "soutien conditionnel",
        Position::NoPosition => "pas encore de position",
        Position::NoObjection => "pas d’objection",
        Position::Abstain => "abstention",
        Position::Oppose => "opposition",
    },
    no_text: "aucun texte de source n’est disponible ici",
    no_text_of: |source| format!("le texte de {source} n’est pas disponible ici"),
    coverage: |words, (anchored, of_them), (out_of_scope, of_these), uncovered| {
        format!(
            "{}, {anchored} ancrés ({}), {out_of_scope} sans rien à consigner ({}), {uncovered} restants",
            number_of(words, "mot", "mots"),
            percent(of_them),
            percent(of_these)
        )
    },
    lines: |first, last| match first == last {
        true => format!("ligne {first}"),
        false => format!("lignes {first} à {last}"),
    },
    is_evidence: "un passage sur lequel reposent des affirmations, avec son numéro",
    is_out_of_scope: "déclaré sans rien à consigner",
    is_uncovered: "rien n’en est consigné",
    kind: "type",
    identifier: "référence",
    text: "texte",
    decided_by: "décidé par",
    version: "version",
    option: "option",
    choice: "choix",
    not_chosen: "non retenu",
    took_part: "intervenant",
    appoints: |actor, office| format!("nomme {actor} comme {office}"),
    speaks_for: "parle pour",
    term: "mandat",
    adopted_by: "adopté à",
    rejected_by: "rejeté à",
    author: "auteur",
    addressee: "destinataire",
    date: "date",
    published_on: "publication",
    availability: "publicité",
    language_label: "langue",
    address: "adresse",
    archived: "archivé",
    original: "original",
    events: "Événements",
    became: "Ce qu’il en est advenu",
    does_to_older: "Effets sur des décisions antérieures",
    namesakes: "À ne pas confondre avec",
    grounds: "Pour quels motifs",
    differed: "Qui était d’un autre avis",
    others_said: "Ce que d’autres ont dit",
    own_said: "Ce que le décideur a dit d’autre",
    facts: "Faits",
    provides: "Dispose",
    versions: "Versions et leurs dispositions",
    commitments: "Engagements",
    discrepancies: "Où les sources se contredisent",
    shown_by: "Ce qui l’atteste",
    decided: "A décidé",
    holds: "Soutient",
    refers_to: "Renvoie à",
    evidence_heading: "Preuves",
    named_by: "Cité par",
    revision_heading: "Révision",
    cite_as: "À citer comme",
    withdrawn: "RETIRÉ, et sans aucune valeur",
    a_part: "une partie",
    revision: "révision",
    not_found: "introuvable",
    next: "ensuite",
    on_version: "sur la version",
    in_procedure: "procédure :",
    every: "tous les",
    replaces: "remplace",
    falls_due: "échéance",
    of_event: "de",
    reported_by: "rapporté par",
    signed: "signé",
    also_for: "et aussi envoyé en son nom",
    by_number: "adresse d’après le numéro",
    no_address: "aucune connue",
    taken_by: "extrait au moyen de",
    compared: "comparé à l’original",
    not_compared: "non comparé à l’original",
    yes_means: "vote : une voix pour signifie",
    votes_for: "pour",
    votes_against: "contre",
    abstained: "abstention",
    absent: "absent",
    blank: "blanc",
    needed: "requis",
    relation: |relation, older| {
        let verb = match relation {
            RelationType::Supersedes => "remplace",
            RelationType::Amends => "modifie ou complète",
            RelationType::Implements => "met en œuvre",
            RelationType::Declines => "refuse d’exécuter",
            RelationType::ConstrainedBy => "est liée par",
            RelationType::Revokes => "abroge",
            RelationType::Annuls => "annule",
            RelationType::Maintains => "maintient",
            RelationType::Suspends => "suspend",
            RelationType::Reinstates => "rétablit",
            RelationType::Confirms => "confirme",
            RelationType::Corrects => "rectifie",
            RelationType::BasedOn => "est fondée sur",
            RelationType::RespondsTo => "répond à",
        };
        format!("{verb} {older}")
    },
    inverse: |relation| (WORDS.relation)(relation, "cette décision"),
    noun: |name| {
        Some(match name {
            "decision" => "décision",
            "proposal" => "proposition",
            "source" => "source",
            "act" => "acte",
            "actor" => "acteur",
            "provision" => "disposition",
            "commitment" => "engagement",
            "discrepancy" => "contradiction",
            "statement" => "affirmation",
            "event" => "événement",
            "option" => "option",
            "version" => "version",
            "relation" => "relation",
            "participant" => "intervenant",
            "term" => "mandat",
            "citation" => "renvoi",
            "cite" => "renvoi",
            "reading" => "lecture",
            "tally" => "décompte",
            "vote" => "vote",
            "decider" => "décideur",
            "choice" => "choix",
            "date" => "date",
            "effective" => "prise d’effet",
            "published" => "publication",
            "until" => "dernier jour",
            "due" => "échéance",
            "kind" => "type",
            "title" => "titre",
            "text" => "texte",
            "by" => "auteur",
            "body" => "organe",
            "for" => "pour",
            "against" => "contre",
            "abstain" => "abstention",
            "position" => "position",
            "result" => "résultat",
            "quantity" => "quantité",
            "value" => "valeur",
            _ => return None,
        })
    },
};
