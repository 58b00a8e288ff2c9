//! How long one account takes to read: `cargo bench --bench recognise`.
//! Prints figures and judges none of them.
//!
//! The accounts are those of the development rows, so that the words are like
//! people's: the one whose bio is of median length, read for a follow; the one
//! with the longest bio, with the longest post of all, read for a reply; and
//! all of them in turn, for the mean.

use std::fs;
use std::hint::black_box;
use std::io;

use criterion::Criterion;
use knock_first::account::Account;
use knock_first::recognise::read;
use serde_json::Value;

const ROWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/dev");

fn main() -> Result<(), String> {
    let accounts = accounts().map_err(|e| format!("{ROWS}: {e}"))?;
    let (median, longest) = ends(&accounts).ok_or_else(|| format!("{ROWS}: no rows"))?;
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("read");
    for (name, account) in [("median bio", &median), ("longest bio and post", &longest)] {
        group.bench_function(name, |bencher| bencher.iter(|| read(black_box(account))));
    }
    let mut next = accounts.iter().cycle();
    group.bench_function("mean of the development rows", |bencher| {
        bencher.iter(|| black_box(next.next()).map(read));
    });
    group.finish();
    criterion.final_summary();
    Ok(())
}

fn accounts() -> Result<Vec<Account>, Box<dyn std::error::Error>> {
    let mut accounts = Vec::new();
    let mut files = fs::read_dir(ROWS)?
        .map(|file| Ok(file?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    files.sort();
    for file in files {
        for line in fs::read_to_string(file)?.lines() {
            let row: Value = serde_json::from_str(line)?;
            let text = |key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
            // The first line of a file is no row.
            if row.get("id").is_some() {
                accounts.push(Account {
                    id: None,
                    handle: text("handle"),
                    name: text("name"),
                    bio: text("bio"),
                    location: text("location"),
                    post: text("post"),
                });
            }
        }
    }
    Ok(accounts)
}

/// The account with a bio of median length, without its post, and the one with
/// the longest bio, with the longest post.
fn ends(accounts: &[Account]) -> Option<(Account, Account)> {
    let length = |text: &Option<String>| text.as_deref().map_or(0, str::len);
    let mut sorted: Vec<&Account> = accounts.iter().collect();
    sorted.sort_by_key(|account| length(&account.bio));
    let median = Account {
        post: None,
        ..(*sorted.get(sorted.len() / 2)?).clone()
    };
    let longest = Account {
        post: accounts
            .iter()
            .max_by_key(|account| length(&account.post))?
            .post
            .clone(),
        ..(*sorted.last()?).clone()
    };
    Some((median, longest))
}
