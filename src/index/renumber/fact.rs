//! The numbers in each fact.

use super::{Numbers, Renumber, Unsound, renumber};
use crate::index::evidence::{EvidenceFact, QuoteFact};
use crate::index::facts::{
    ActorFact, DatedFact, DecisionFact, Entry, EventFact, Origin, ProvisionFact, RelationFact,
    TermFact, VersionFact,
};
use crate::index::sources::{AuthorFact, Pinned, SourceFact};
use crate::index::votes::{BallotFact, TallyFact, VoteFact, VotingRuleFact};

impl Renumber for Entry {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let Entry {
            name,
            origin,
            is_read: _,
            is_home: _,
            is_withdrawn: _,
            has_name_for_id: _,
            has_wrong_date: _,
            has_odd_length: _,
            has_changed: _,
            evidence: _,
        } = self;
        let Origin {
            file,
            start: _,
            length: _,
            before: _,
        } = origin;
        renumber(file, &numbers.files)?;
        name.renumber(numbers)
    }
}

impl Renumber for EvidenceFact {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let EvidenceFact {
            source,
            form: _,
            is_high: _,
        } = self;
        source.renumber(numbers)
    }
}

impl Renumber for QuoteFact {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        self.source.renumber(numbers)
    }
}

impl Renumber for EventFact {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let EventFact {
            what: _,
            counts_from: _,
            days: _,
            due: _,
            until: _,
            body,
            has_trigger: _,
            parts: _,
            version,
            shown: _,
        } = self;
        body.renumber(numbers)?;
        version.renumber(numbers)
    }
}

impl Renumber for DatedFact {
    fn renumber(&mut self, _: &Numbers) -> Result<(), Unsound> {
        let DatedFact { first: _, shown: _ } = self;
        Ok(())
    }
}

impl Renumber for VersionFact {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let VersionFact {
            name,
            days: _,
            document,
        } = self;
        name.renumber(numbers)?;
        document.renumber(numbers)
    }
}

impl Renumber for ProvisionFact {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let ProvisionFact {
            name,
            version,
            effect: _,
            removes: _,
            effective: _,
            until: _,
            due: _,
            replaces,
            shown: _,
        } = self;
        name.renumber(numbers)?;
        version.renumber(numbers)?;
        replaces.renumber(numbers)
    }
}

impl Renumber for TermFact {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let TermFact {
            office,
            role: _,
            capacity: _,
            start: _,
            earliest: _,
            ended: _,
            shown: _,
            end_shown: _,
        } = self;
        office.renumber(numbers)
    }
}

impl Renumber for RelationFact {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let RelationFact {
            target,
            what: _,
            parts: _,
            effective: _,
            until: _,
            shown: _,
        } = self;
        target.renumber(numbers)
    }
}

impl Renumber for DecisionFact {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let DecisionFact {
            decider,
            proposal,
            version,
            capacity: _,
            decides: _,
            result: _,
            takes_position: _,
        } = self;
        decider.renumber(numbers)?;
        proposal.renumber(numbers)?;
        version.renumber(numbers)
    }
}

impl Renumber for ActorFact {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let ActorFact {
            kind: _,
            speaks_for,
        } = self;
        speaks_for.renumber(numbers)
    }
}

impl Renumber for AuthorFact {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let AuthorFact { actor, office } = self;
        actor.renumber(numbers)?;
        office.renumber(numbers)
    }
}

impl Renumber for SourceFact {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let SourceFact {
            earliest: _,
            latest: _,
            public_by: _,
            text,
            original,
            is_excerpt: _,
            is_press: _,
        } = self;
        text.renumber(numbers)?;
        original.renumber(numbers)
    }
}

impl Renumber for Pinned {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let Pinned { file, sha256: _ } = self;
        file.as_mut()
            .map_or(Ok(()), |file| renumber(file, &numbers.sidecars))
    }
}

impl Renumber for VoteFact {
    fn renumber(&mut self, _: &Numbers) -> Result<(), Unsound> {
        let VoteFact {
            event: _,
            is_on_choice: _,
            result: _,
        } = self;
        Ok(())
    }
}

impl Renumber for VotingRuleFact {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let VotingRuleFact {
            nth: _,
            body,
            majority: _,
            needed_to: _,
        } = self;
        body.renumber(numbers)
    }
}

impl Renumber for TallyFact {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let TallyFact {
            event: _,
            unit: _,
            option,
            is_of_choice: _,
            counts: _,
            needed: _,
        } = self;
        option.renumber(numbers)
    }
}

impl Renumber for BallotFact {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let BallotFact {
            event: _,
            actor,
            vote: _,
            option,
            count: _,
        } = self;
        actor.renumber(numbers)?;
        option.renumber(numbers)
    }
}
