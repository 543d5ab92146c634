//! Facts in the order of their records: threads take records as they come, and what is written down must not depend on that.

use super::Facts;

impl Facts {
    /// The facts in the order of the files and lines of their records.
    pub fn sorted(self) -> Facts {
        let mut order: Vec<u32> = (0..self.entries.len() as u32).collect();
        order.sort_by_key(|at| self.entries[*at as usize].origin);
        let mut places = vec![0; order.len()];
        for (new, old) in (0..).zip(&order) {
            places[*old as usize] = new;
        }
        let Facts {
            entries,
            named,
            evidence,
            quotes,
            declared,
            events,
            dated,
            relations,
            votes,
            voting_rules,
            tallies,
            ballots,
            versions,
            provisions,
            authors,
            marks,
            roles,
            cites,
            terms,
            shown,
            touched,
            titles,
            parts,
            foreign_parts,
            proposal_parts,
            grounds,
            decisions,
            sources,
            actors,
            residents,
            digests,
        } = self;
        let residents = residents.into_iter();
        let residents = residents.map(|(name, at)| (name, places[at as usize]));
        let mut residents: Vec<_> = residents.collect();
        residents.sort_by_key(|(_, at)| *at);
        Facts {
            entries: order.iter().map(|at| entries[*at as usize]).collect(),
            named: named.in_order(&order),
            evidence: evidence.in_order(&order),
            quotes: quotes.in_order(&order),
            declared: declared.in_order(&order),
            events: events.in_order(&order),
            dated: dated.in_order(&order),
            relations: relations.in_order(&order),
            votes: votes.in_order(&order),
            voting_rules: voting_rules.in_order(&order),
            tallies: tallies.in_order(&order),
            ballots: ballots.in_order(&order),
            versions: versions.in_order(&order),
            provisions: provisions.in_order(&order),
            authors: authors.in_order(&order),
            marks: marks.in_order(&order),
            roles: roles.in_order(&order),
            cites: cites.in_order(&order),
            terms: terms.in_order(&order),
            shown: shown.in_order(&order),
            touched: touched.in_order(&order),
            titles: titles.in_order(&order),
            parts: parts.in_order(&order),
            foreign_parts: foreign_parts.in_order(&order),
            proposal_parts: proposal_parts.in_order(&order),
            grounds: grounds.in_order(&order),
            decisions: decisions.in_order(&order),
            sources: sources.in_order(&order),
            actors: actors.in_order(&order),
            residents,
            digests: order
                .iter()
                .filter_map(|at| digests.get(*at as usize).copied())
                .collect(),
        }
    }
}
