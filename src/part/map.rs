//! Making the part of a shard.

use std::collections::HashMap;
use std::io;
use std::ops::Range;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::contents::{Contents, Found, PartFile, PartSidecar, Section, Trailer};
use super::error::{Error, refuse};
use super::header::{FORM, Header, RunHeader};
use crate::check::{Gathered, Job, RULES, Texts, gather};
use crate::dataset::hexadecimal;
use crate::files::{Blocks, Buffer, Packer, pack};
use crate::index::{Facts, Names, Numbers};
use crate::validate::{Options, setting};
use crate::workspace::{Files, Held, Inventory, Workspace};

/// Reads a shard and makes its part, with a number: its bytes. Of the dataset that the records belong to, its own records are passed over
/// unless they are the shard; `progress` is told of so many more records that were read.
///
/// # Errors
/// If a file of the shard cannot be read, or the shard is none.
pub fn map(
    workspace: &mut Workspace<Files<'_>>,
    options: &Options<'_>,
    number: u32,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Vec<u8>, Error> {
    workspace.leave_others_out();
    let workspace = &*workspace;
    let inventory = &workspace.dataset.inventory;
    let are_home = are_home(workspace)?;
    // The part is to serve every report, and some tell the digest.
    let setting = crate::check::Setting {
        digest: true,
        ..setting(workspace, options)
    };
    let texts = Texts::new(inventory);
    let job = Job {
        inventory,
        rules: RULES,
        setting: &setting,
        before: None,
    };
    let gathered = gather(job, &texts, progress);
    let Gathered {
        naming,
        facts,
        findings,
    } = gathered.map_err(|(path, error)| Error::Io(path, error))?;
    let mut facts = facts.sorted();
    let (files, blocks) = pack_files(inventory)?;
    let names = naming.close();
    let (named, numbers) = number_anew(&names, inventory, &facts, &texts);
    let sound = facts.renumber(&numbers);
    sound.map_err(|_| Error::Unsound("this part".to_owned()))?;
    let mut findings: Vec<_> = findings;
    crate::finding::sort(&mut findings);
    let header = Header {
        form: FORM.to_owned(),
        part: number,
        shard: files
            .first()
            .map_or(String::new(), |file| file.path.clone()),
        files: files.len(),
        records: facts.entries.len(),
        bytes: blocks.length,
        sha256: hexadecimal(&blocks.sha256),
        run: RunHeader::of(workspace, options),
    };
    let contents = Contents {
        selected: workspace.selected().iter().cloned().collect(),
        are_home,
        files,
        sidecars: named.sidecars,
        names: named.names,
    };
    let findings: Vec<Found> = findings.into_iter().map(Found::from).collect();
    let part = written(&header, blocks, &contents, &facts, &findings);
    part.map_err(|error| Error::Io("what is to be packed".to_owned(), error))
}

/// Whether all files of a shard belong to the dataset; else all are from elsewhere.
fn are_home(workspace: &Workspace<Files<'_>>) -> Result<bool, Error> {
    let inventory = &workspace.dataset.inventory;
    let own = inventory.own();
    if own > 0 && own < inventory.files().len() {
        return refuse(
            "a shard is files, or streams and what else is from elsewhere; these are both: make two parts",
        );
    }
    // Where there is no dataset to find them in, the parts would have to hold them.
    if let (true, Some(file)) = (workspace.is_loose(), inventory.sidecars().first()) {
        return refuse(format!(
            "{} holds no record: a part has only records; give the dataset with its texts by `--root`",
            file.path
        ));
    }
    Ok(own > 0)
}

/// Packs the files of a shard.
fn pack_files(inventory: &Inventory<'_>) -> Result<(Vec<PartFile>, Blocks), Error> {
    let mut packer = Packer::default();
    let mut files = Vec::new();
    let mut buffer = Buffer::default();
    for (at, file) in inventory.files().iter().enumerate() {
        let cannot = |error| Error::Io(file.path.clone(), error);
        let start = packer.taken();
        let mut refusal = None;
        if let Held::Lines(lines) = &file.held {
            let mut lines = lines
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            let taken = lines.all_again(&mut |bytes| packer.take(bytes));
            taken.map_err(cannot)?;
        } else {
            match inventory.read(at, &mut buffer) {
                Some(Ok(bytes)) => packer.take(bytes).map_err(cannot)?,
                Some(Err(why)) => refusal = Some(why.number()),
                None => {}
            }
        }
        files.push(PartFile {
            path: file.path.clone(),
            start,
            length: packer.taken() - start,
            refusal,
            is_stream: matches!(file.held, Held::Lines(_)),
        });
    }
    let blocks = packer.close();
    let blocks = blocks.map_err(|error| Error::Io("what is to be packed".to_owned(), error))?;
    Ok((files, blocks))
}

/// The names and the files beside the records, in the order of their new numbers.
struct Named {
    names: Vec<(crate::index::Kind, String)>,
    sidecars: Vec<PartSidecar>,
}

/// Numbers the names, and the files beside the records that are asked for, in their order: the numbers of a run depend on its threads.
fn number_anew(
    names: &Names,
    inventory: &Inventory<'_>,
    facts: &Facts,
    texts: &Texts<'_>,
) -> (Named, Numbers) {
    let mut old: Vec<u32> = names.all().collect();
    old.sort_unstable_by_key(|name| names.name(*name));
    let mut numbers = Numbers {
        names: vec![0; names.bound()],
        files: (0..inventory.files().len() as u32).collect(),
        sidecars: vec![0; inventory.sidecars().len()],
    };
    for (new, old) in (0..).zip(&old) {
        numbers.names[*old as usize] = new;
    }
    let mut is_asked = HashMap::new();
    for (at, fact) in texts.read_so_far() {
        is_asked.insert(at, Some(fact.sha256.ok()));
    }
    let sources = (0..facts.entries.len() as u32).flat_map(|at| facts.sources.of(at));
    for file in sources
        .flat_map(|source| [source.text, source.original])
        .flatten()
    {
        file.file.map(|at| is_asked.entry(at).or_insert(None));
    }
    let mut asked: Vec<_> = is_asked.into_iter().collect();
    asked.sort_unstable_by_key(|(at, _)| *at);
    for (new, (at, _)) in (0..).zip(&asked) {
        numbers.sidecars[*at as usize] = new;
    }
    let sidecars = asked.into_iter().map(|(at, sha256)| PartSidecar {
        path: inventory.sidecars()[at as usize].path.clone(),
        sha256,
    });
    let sidecars = sidecars.collect();
    let names = old.into_iter().map(|name| names.name(name));
    let names = names.map(|(kind, name)| (kind, name.to_owned())).collect();
    (Named { names, sidecars }, numbers)
}

/// The bytes of a part.
fn written(
    header: &Header,
    blocks: Blocks,
    contents: &Contents,
    facts: &Facts,
    findings: &[Found],
) -> io::Result<Vec<u8>> {
    let mut part = serde_json::to_vec(header)?;
    part.push(b'\n');
    let start = part.len();
    part.extend(blocks.packed);
    let end = part.len();
    let trailer = Trailer {
        start: start as u64,
        blocks: blocks.blocks,
        contents: add(&mut part, contents)?,
        facts: add(&mut part, facts)?,
        findings: add(&mut part, findings)?,
    };
    let trailer = bytes_of(&trailer)?;
    Ok(seal(part, &trailer, start..end))
}

/// Ends a part with its trailer and the hash of all but its blocks, whose places are given. The hash of each block stands in the trailer: one
/// that nobody asks for need not be read.
pub(super) fn seal(mut part: Vec<u8>, trailer: &[u8], blocks: Range<usize>) -> Vec<u8> {
    part.extend(trailer);
    part.extend((trailer.len() as u64).to_le_bytes());
    let mut hasher = Sha256::new_with_prefix(&part[..blocks.start]);
    hasher.update(&part[blocks.end..]);
    part.extend(hasher.finalize());
    part
}

fn add(part: &mut Vec<u8>, what: &(impl Serialize + ?Sized)) -> io::Result<Section> {
    let bytes = bytes_of(what)?;
    let packed = pack(&bytes)?;
    let start = part.len() as u64;
    part.extend(&packed);
    Ok(Section {
        start,
        packed: packed.len() as u64,
        length: bytes.len() as u64,
    })
}

fn bytes_of(what: &(impl Serialize + ?Sized)) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(what).map_err(io::Error::other)
}
