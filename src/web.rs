//! The edge: the only folder that names the browser. Thin on purpose; what can
//! be decided without a browser is decided elsewhere.

mod boot;
mod bridge;
mod dialog;
mod dom;
mod gate;
mod pages;
mod sight;
mod words;

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
