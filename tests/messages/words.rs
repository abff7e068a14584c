//! The words of the program, as they stand in its sources: each pair of texts that is chosen by language.
//!
//! Read from the sources and not from the program, so that a sentence with placeholders needs no sample value, and none can be
//! left out.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::{fs, mem};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Arm, Expr, ExprCall, ExprMethodCall, ImplItemFn, ItemFn, LitStr, Macro, Token};

/// A word: its name, or that of the function that chooses; its French texts; its English texts.
pub type Pair = (String, Vec<String>, Vec<String>);

/// French and English texts.
pub type Both = [Vec<String>; 2];

/// What one source file says.
#[derive(Default)]
pub struct Texts {
    pub pairs: Vec<Pair>,
    /// Each contradiction of an incident file: what is wrong, and what to write.
    pub contradictions: Vec<[Both; 2]>,
    /// Words that are declared by name.
    pub declared: Vec<String>,
    /// Each name in the file, and how often it stands there.
    pub names: BTreeMap<String, usize>,
    function: String,
}

/// The texts in a piece of source, in order.
fn literals(tokens: TokenStream) -> Vec<String> {
    let texts = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Group(group) => literals(group.stream()),
        TokenTree::Literal(literal) => {
            syn::parse_str::<LitStr>(&literal.to_string()).map(|text| text.value()).into_iter().collect()
        }
        TokenTree::Ident(_) | TokenTree::Punct(_) => Vec::new(),
    });
    // `fn plural(n) -> "s" or ""`: nothing to read.
    texts.filter(|text| !text.is_empty()).collect()
}

/// `name: "French", "English";`, as `words!` and `phrases!` take them; after a bar, both for organisations of any trade.
fn declared(tokens: TokenStream) -> Vec<Pair> {
    let entry = |input: syn::parse::ParseStream| {
        let _docs = input.call(syn::Attribute::parse_outer)?;
        let name: syn::Ident = input.parse()?;
        input.parse::<Token![:]>()?;
        let french: LitStr = input.parse()?;
        input.parse::<Token![,]>()?;
        let english: LitStr = input.parse()?;
        let mut texts = (vec![french.value()], vec![english.value()]);
        if input.parse::<Option<Token![|]>>()?.is_some() {
            texts.0.push(input.parse::<LitStr>()?.value());
            input.parse::<Token![,]>()?;
            texts.1.push(input.parse::<LitStr>()?.value());
        }
        Ok((name.to_string(), texts.0, texts.1))
    };
    let entries = |input: syn::parse::ParseStream| Punctuated::<_, Token![;]>::parse_terminated_with(input, entry);
    entries.parse2(tokens).unwrap().into_iter().collect()
}

impl Texts {
    fn add(&mut self, french: TokenStream, english: TokenStream) {
        let (french, english) = (literals(french), literals(english));
        if !french.is_empty() || !english.is_empty() {
            self.pairs.push((self.function.clone(), french, english));
        }
    }

    fn within(&mut self, function: &syn::Ident, visit: impl FnOnce(&mut Self)) {
        let outside = mem::replace(&mut self.function, function.to_string());
        visit(self);
        self.function = outside;
    }
}

impl<'ast> Visit<'ast> for Texts {
    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.within(&function.sig.ident, |texts| visit::visit_item_fn(texts, function));
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.within(&function.sig.ident, |texts| visit::visit_impl_item_fn(texts, function));
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if call.method == "pick" {
            let [french, english] = [0, 1].map(|i| call.args[i].to_token_stream());
            self.add(french, english);
        } else if call.method == "whose" {
            // `[French, English]` of insurers, then of any trade.
            for pair in &call.args {
                let Expr::Array(pair) = pair else { panic!("whose takes two pairs") };
                let [french, english] = [0, 1].map(|i| pair.elems[i].to_token_stream());
                self.add(french, english);
            }
        } else {
            visit::visit_expr_method_call(self, call);
        }
    }

    /// `match lang { Lang::Fr => …, Lang::En => … }`
    fn visit_arm(&mut self, arm: &'ast Arm) {
        let pattern = arm.pat.to_token_stream().to_string();
        match (pattern.contains("Lang :: Fr"), pattern.contains("Lang :: En")) {
            (true, _) => self.add(arm.body.to_token_stream(), TokenStream::new()),
            (_, true) => self.add(TokenStream::new(), arm.body.to_token_stream()),
            _ => visit::visit_arm(self, arm),
        }
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        let contradicts =
            matches!(&*call.func, Expr::Path(path) if path.path.is_ident("wrong")) && call.args.len() == 2;
        if contradicts {
            // French and English in turn, as `both!` takes them.
            let texts = [0, 1].map(|i| literals(call.args[i].to_token_stream()));
            let in_turn = |texts: &Vec<String>, first: usize| texts.iter().skip(first).step_by(2).cloned().collect();
            self.contradictions.push(texts.map(|texts| [in_turn(&texts, 0), in_turn(&texts, 1)]));
        } else {
            visit::visit_expr_call(self, call);
        }
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        if called.path.is_ident("words") || called.path.is_ident("phrases") {
            let declared = declared(called.tokens.clone());
            self.declared.extend(declared.iter().map(|(name, ..)| name.clone()));
            self.pairs.extend(declared);
        } else if called.path.is_ident("both") {
            // What is said in both languages; after a semicolon, what is put in.
            let is_end = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';');
            let texts = literals(called.tokens.clone().into_iter().take_while(|token| !is_end(token)).collect());
            let [french, english] = texts.as_slice() else { panic!("{texts:?}") };
            self.pairs.push((self.function.clone(), vec![french.clone()], vec![english.clone()]));
        } else if let Ok(arguments) = called.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) {
            // `vec![…]`, `format!(…)`: what they hold may choose as well.
            arguments.iter().for_each(|argument| self.visit_expr(argument));
        }
    }
}

/// Every source file with its texts, in the order of their paths.
pub fn sources(root: &str) -> Vec<(String, Texts)> {
    let mut sources = Vec::new();
    for place in ["crates/model/src", "crates/engine/src", "crates/report/src", "crates/desk/src", "src"] {
        collect(root, &Path::new(root).join(place), &mut sources);
    }
    sources
}

fn collect(root: &str, folder: &Path, sources: &mut Vec<(String, Texts)>) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(root, &path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let mut texts = Texts::default();
            let source = fs::read_to_string(&path).unwrap();
            texts.visit_file(&syn::parse_file(&source).unwrap());
            names(source.parse().unwrap(), &mut texts.names);
            sources.push((path.strip_prefix(root).unwrap().display().to_string(), texts));
        }
    }
}

fn names(tokens: TokenStream, counts: &mut BTreeMap<String, usize>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => names(group.stream(), counts),
            TokenTree::Ident(name) => *counts.entry(name.to_string()).or_default() += 1,
            TokenTree::Literal(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// The words of one language, file by file.
pub fn list(sources: &[(String, Texts)], french: bool, said: &mut String) {
    // Errors are listed as they are printed.
    let is_listed = |path: &str, texts: &Texts| !texts.pairs.is_empty() && !path.starts_with("crates/model/src/error/");
    for (path, texts) in sources.iter().filter(|(path, texts)| is_listed(path, texts)) {
        writeln!(said, "-- {path}").unwrap();
        // Findings are listed by their codes.
        for (name, fr, en) in texts.pairs.iter().filter(|(name, ..)| name != "finding") {
            let texts = if french { fr } else { en };
            if !texts.is_empty() {
                writeln!(said, "{name}: {}", texts.join(" | ")).unwrap();
            }
        }
        said.push('\n');
    }
}
