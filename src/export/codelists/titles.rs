//! What codes are called, in Dutch and in English. What they mean is in the documentation of the types; a test holds this list
//! complete.

/// The titles of the codes of a list.
pub struct Titles {
    /// The name of the list.
    pub list: &'static str,
    /// Each code with its Dutch and its English title.
    pub codes: &'static [(&'static str, &'static str, &'static str)],
}

const fn titles(
    list: &'static str,
    codes: &'static [(&'static str, &'static str, &'static str)],
) -> Titles {
    Titles { list, codes }
}

/// The titles of every code, by list in the order of the alphabet.
#[rustfmt::skip]
pub const TITLES: &[Titles] = &[
    titles("act", &[
        ("voted_for", "voorgestemd", "voted for"),
        ("voted_against", "tegengestemd", "voted against"),
        ("abstained", "zich onthouden", "abstained"),
        ("spoke_for", "zich ervoor uitgesproken", "spoke for"),
        ("spoke_against", "zich ertegen uitgesproken", "spoke against"),
        ("signed", "ondertekend", "signed"),
        ("sent", "verzonden", "sent"),
        ("performed", "verricht", "performed"),
    ]),
    titles("actor_kind", &[
        ("person", "persoon", "person"),
        ("office", "ambt", "office"),
        ("organisation", "organisatie", "organisation"),
        ("state", "staat", "state"),
        ("body", "collegiaal orgaan", "body"),
    ]),
    titles("availability", &[
        ("public", "openbaar", "public"),
        ("withheld", "openbaarmaking geweigerd", "withheld"),
        ("unpublished", "niet openbaar gemaakt", "unpublished"),
    ]),
    titles("ballot_vote", &[
        ("for", "voor", "for"),
        ("against", "tegen", "against"),
        ("abstain", "onthouding", "abstention"),
        ("absent", "afwezig", "absent"),
    ]),
    titles("basis", &[
        ("stated", "gesteld", "stated"),
        ("inferred", "afgeleid", "inferred"),
    ]),
    titles("capacity", &[
        ("caretaker", "demissionair", "caretaker"),
    ]),
    titles("commitment_event_type", &[
        ("made", "gedaan", "made"),
        ("met", "nagekomen", "met"),
        ("not_met", "niet nagekomen", "not met"),
    ]),
    titles("confidence", &[
        ("high", "hoog", "high"),
        ("medium", "gemiddeld", "medium"),
    ]),
    titles("consent", &[
        ("given", "gegeven", "given"),
        ("withheld", "geweigerd", "withheld"),
        ("not_asked", "niet gevraagd", "not asked"),
    ]),
    titles("decision_kind", &[
        ("position", "standpunt", "position"),
        ("mandate", "mandaat", "mandate"),
        ("motion", "motie", "motion"),
        ("request", "verzoek", "request"),
        ("order", "bevel", "order"),
        ("licence", "vergunning", "licence"),
        ("legislation", "wet- of regelgeving", "legislation"),
        ("approval", "goedkeuring", "approval"),
        ("ruling", "rechterlijke uitspraak", "ruling"),
        ("referendum", "referendum", "referendum"),
        ("appointment", "benoeming of ontslag", "appointment or removal"),
    ]),
    titles("direction", &[
        ("for", "voor", "for"),
        ("against", "tegen", "against"),
    ]),
    titles("effect", &[
        ("for", "telt als voor", "counts for"),
        ("not_for", "telt als niet voor", "counts as not for"),
        ("against", "telt als tegen", "counts against"),
        ("blocks", "blokkeert", "blocks"),
        ("neutral", "telt voor geen van beide", "counts for neither"),
    ]),
    titles("event_type", &[
        ("proposed", "voorgesteld", "proposed"),
        ("announced", "aangekondigd", "announced"),
        ("reaffirmed", "opnieuw bevestigd", "reaffirmed"),
        ("postponed", "uitgesteld", "postponed"),
        ("taken", "genomen", "taken"),
        ("published", "officieel bekendgemaakt", "officially published"),
        ("entered_into_force", "in werking getreden", "entered into force"),
        ("executed", "uitgevoerd", "executed"),
        ("not_executed", "niet uitgevoerd", "not executed"),
        ("challenged", "aangevochten", "challenged"),
        ("upheld", "in stand gelaten", "upheld"),
        ("suspended", "geschorst", "suspended"),
        ("resumed", "weer van kracht", "resumed"),
        ("lapsed", "vervallen", "lapsed"),
        ("annulled", "vernietigd", "annulled"),
    ]),
    titles("majority_rule", &[
        ("simple_majority", "gewone meerderheid", "simple majority"),
        ("absolute_majority", "meerderheid van alle leden", "absolute majority"),
        ("qualified_majority", "gekwalificeerde meerderheid", "qualified majority"),
        ("unanimity", "eenparigheid", "unanimity"),
    ]),
    titles("out_of_scope_reason", &[
        ("heading", "kop", "heading"),
        ("courtesy", "aanhef of slot", "opening or closing"),
        ("page_furniture", "opmaak van de pagina", "page furniture"),
        ("conversion_mark", "spoor van de omzetting", "conversion mark"),
    ]),
    titles("outcome", &[
        ("resolved", "weggenomen", "resolved"),
        ("unresolved", "niet weggenomen", "unresolved"),
    ]),
    titles("participant_role", &[
        ("co_responsible", "medeverantwoordelijke", "co-responsible"),
        ("adviser", "adviseur", "adviser"),
        ("consulted", "geraadpleegde", "consulted"),
        ("proposer", "indiener", "proposer"),
        ("informed", "geïnformeerde", "informed"),
        ("consent_required", "instemming vereist", "consent required"),
    ]),
    titles("position", &[
        ("support", "steun", "support"),
        ("support_conditional", "voorwaardelijke steun", "conditional support"),
        ("abstain", "onthouding", "abstention"),
        ("oppose", "afwijzing", "opposition"),
        ("no_position", "nog geen standpunt", "no position yet"),
        ("no_objection", "geen bezwaar", "no objection"),
    ]),
    titles("provision_change", &[
        ("added", "toegevoegd", "added"),
        ("removed", "geschrapt", "removed"),
        ("changed", "gewijzigd", "changed"),
    ]),
    titles("provision_effect", &[
        ("obliges", "verplicht", "obliges"),
        ("permits", "staat toe", "permits"),
        ("forbids", "verbiedt", "forbids"),
        ("entitles", "geeft een recht of bevoegdheid", "entitles"),
        ("establishes", "stelt in", "establishes"),
        ("declares", "bepaalt", "declares"),
    ]),
    titles("reason", &[
        ("substance", "inhoud", "substance"),
        ("law", "recht", "law"),
        ("advice", "advies", "advice"),
        ("strategy", "strategie", "strategy"),
        ("changed_circumstances", "gewijzigde omstandigheden", "changed circumstances"),
        ("change_of_government", "wisseling van regering", "change of government"),
        ("parliamentary_instruction", "verzoek of opdracht van het parlement", "parliamentary instruction"),
        ("coalition_rule", "regel van de coalitie", "coalition rule"),
        ("missing_consent", "ontbrekende instemming", "missing consent"),
    ]),
    titles("relation_type", &[
        ("supersedes", "komt in de plaats van", "supersedes"),
        ("amends", "wijzigt of vult aan", "amends"),
        ("implements", "voert uit", "implements"),
        ("declines", "weigert uit te voeren", "declines"),
        ("constrained_by", "is gebonden aan", "constrained by"),
        ("revokes", "trekt in", "revokes"),
        ("annuls", "vernietigt", "annuls"),
        ("maintains", "handhaaft", "maintains"),
    ]),
    titles("source_form", &[
        ("letter", "brief", "letter"),
        ("answers", "antwoorden op schriftelijke vragen", "answers to written questions"),
        ("debate_report", "verslag van een debat", "debate report"),
        ("motion", "motie", "motion"),
        ("regulation", "regeling", "regulation"),
        ("proposal_text", "tekst van een voorstel", "text of a proposal"),
        ("declaration", "verklaring", "declaration"),
        ("decision", "tekst van een besluit", "text of a decision"),
        ("ruling", "rechterlijke uitspraak", "ruling"),
        ("opinion", "advies", "opinion"),
        ("minutes", "notulen, agenda of besluitenlijst", "minutes, agenda or list of decisions"),
        ("press", "bericht in de pers", "press report"),
        ("press_release", "persbericht", "press release"),
        ("web_page", "webpagina", "web page"),
    ]),
    titles("stage", &[
        ("proposed", "voorgesteld", "proposed"),
        ("announced", "aangekondigd", "announced"),
        ("taken", "genomen", "taken"),
        ("in_force", "in werking", "in force"),
        ("executed", "uitgevoerd", "executed"),
    ]),
    titles("state", &[
        ("published", "gepubliceerd", "published"),
        ("withdrawn", "teruggetrokken", "withdrawn"),
    ]),
    titles("statement_relation_type", &[
        ("supports", "onderbouwt", "supports"),
        ("opposes", "spreekt tegen", "opposes"),
        ("qualifies", "beperkt", "qualifies"),
        ("responds_to", "antwoordt op", "responds to"),
    ]),
    titles("statement_type", &[
        ("ground", "grond", "ground"),
        ("concern", "zorg", "concern"),
        ("condition", "voorwaarde", "condition"),
        ("advice", "advies", "advice"),
        ("view", "oordeel", "view"),
        ("fact", "feit", "fact"),
        ("dissent", "afwijkend standpunt", "dissent"),
    ]),
    titles("status", &[
        ("unknown", "onbekend", "unknown"),
        ("suspended", "geschorst", "suspended"),
        ("lapsed", "vervallen", "lapsed"),
        ("annulled", "vernietigd", "annulled"),
        ("superseded", "vervangen", "superseded"),
        ("revoked", "ingetrokken", "revoked"),
        ("proposed", "voorgesteld", "proposed"),
        ("announced", "aangekondigd", "announced"),
        ("taken", "genomen", "taken"),
        ("in_force", "in werking", "in force"),
        ("executed", "uitgevoerd", "executed"),
    ]),
    titles("strength", &[
        ("red_line", "rode lijn", "red line"),
        ("requirement", "eis", "requirement"),
        ("preference", "wens", "preference"),
    ]),
    titles("tally_unit", &[
        ("members", "leden", "members"),
        ("states", "staten", "states"),
        ("population_percent", "percentage van de bevolking", "percent of the population"),
        ("ballots", "stembiljetten", "ballots"),
    ]),
];
