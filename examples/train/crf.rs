//! A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001), trained by AdaGrad (Duchi, Hazan &
//! Singer 2011) on one run of words after another.
//!
//! A label that is not known (a set that does not label peoples and events leaves them outside) is a set of
//! labels: the likelihood of the set is raised, not that of one of its members.

use newsprint::entities::tagger::model::WIDTH;
use newsprint::entities::tagger::tag::{LABELS, may_begin, may_end, may_follow};

use crate::random::Random;

/// One run of words.
pub struct Run {
    /// Per word the numbers of its features.
    pub features: Vec<Vec<u32>>,
    /// The same from the article's votes.
    pub votes: Vec<Vec<u32>>,
    pub wide: Vec<bool>,
    /// Per word the labels it may have, one bit each.
    pub allowed: Vec<u32>,
    /// How much the run counts.
    pub weight: f32,
}

type Row = [f32; WIDTH];
type Table = [[f32; LABELS]; LABELS];

pub struct Crf {
    pub weights: Vec<Row>,
    squares: Vec<Row>,
    pub transitions: [Table; 2],
    transition_squares: [Table; 2],
    /// Exponentials of the transitions, made anew now and then.
    powers: [Table; 2],
}

/// What training is steered by.
#[derive(Clone, Copy)]
pub struct Steering {
    pub rate: f32,
    /// The share of features left out at each word.
    pub dropout: f32,
    /// Decay of the weights that a run touches.
    pub decay: f32,
}

impl Crf {
    pub fn new(features: usize) -> Crf {
        let mut crf = Crf {
            weights: vec![[0.0; WIDTH]; features],
            squares: vec![[1e-2; WIDTH]; features],
            transitions: [[[0.0; LABELS]; LABELS]; 2],
            transition_squares: [[[1.0; LABELS]; LABELS]; 2],
            powers: [[[0.0; LABELS]; LABELS]; 2],
        };
        crf.refresh();
        crf
    }

    fn refresh(&mut self) {
        for (powers, given) in self.powers.iter_mut().zip(&self.transitions) {
            for before in 0..LABELS {
                for label in 0..LABELS {
                    let may = may_follow(before as u8, label as u8);
                    powers[before][label] = if may { given[before][label].exp() } else { 0.0 };
                }
            }
        }
    }

    /// One pass over `runs` in the order given; gives the mean loss.
    pub fn epoch(&mut self, runs: &[Run], order: &[(usize, bool)], steering: Steering, random: &mut Random) -> f64 {
        let mut loss = 0.0;
        for (n, (index, with_votes)) in order.iter().enumerate() {
            if n % 64 == 0 {
                self.refresh();
            }
            loss += self.step(&runs[*index], *with_votes, steering, random);
        }
        loss / order.len().max(1) as f64
    }

    fn step(&mut self, run: &Run, with_votes: bool, steering: Steering, random: &mut Random) -> f64 {
        let n = run.features.len();
        let mut used: Vec<Vec<u32>> = Vec::with_capacity(n);
        let mut emissions = Vec::with_capacity(n);
        let limit = (steering.dropout * 65536.0) as u32;
        for k in 0..n {
            let votes = run.votes.get(k).filter(|_| with_votes).map_or(&[][..], Vec::as_slice);
            let all = run.features[k].iter().chain(votes);
            let kept: Vec<u32> = all.filter(|_| (random.next() as u32 & 0xffff) >= limit).copied().collect();
            emissions.push(self.emission(&kept));
            used.push(kept);
        }
        let open = vec![u32::MAX; n];
        let (model, model_pairs, z) = self.marginals(&emissions, &run.wide, &open);
        let (gold, gold_pairs, z_gold) = self.marginals(&emissions, &run.wide, &run.allowed);
        if !z_gold.is_finite() {
            return 0.0;
        }
        for k in 0..n {
            let mut gradient = [0.0f32; WIDTH];
            let mut any = 0.0;
            for (label, g) in gradient.iter_mut().enumerate() {
                *g = (gold[k][label + 1] - model[k][label + 1]) * run.weight;
                any += g.abs();
            }
            if any < 1e-4 {
                continue;
            }
            for feature in &used[k] {
                let row = &mut self.weights[*feature as usize];
                let squares = &mut self.squares[*feature as usize];
                for ((w, s), g) in row.iter_mut().zip(squares).zip(&gradient) {
                    let g = g - steering.decay * *w;
                    *s += g * g;
                    *w += steering.rate * g / s.sqrt();
                }
            }
        }
        for gap in 0..2 {
            for a in 0..LABELS {
                for b in 0..LABELS {
                    let g = (gold_pairs[gap][a][b] - model_pairs[gap][a][b]) * run.weight;
                    if g != 0.0 {
                        let s = &mut self.transition_squares[gap][a][b];
                        *s += g * g;
                        self.transitions[gap][a][b] += steering.rate * g / s.sqrt();
                    }
                }
            }
        }
        f64::from(z - z_gold)
    }

    pub fn emission(&self, features: &[u32]) -> [f32; LABELS] {
        let mut sum = [0.0f32; WIDTH];
        for feature in features {
            sum.iter_mut().zip(&self.weights[*feature as usize]).for_each(|(s, w)| *s += w);
        }
        let mut out = [0.0; LABELS];
        out[1..].copy_from_slice(&sum);
        out
    }

    /// Marginals of each word, expected transitions, and the logarithm of the sum over all allowed sequences.
    fn marginals(
        &self,
        emissions: &[[f32; LABELS]],
        wide: &[bool],
        allowed: &[u32],
    ) -> (Vec<[f32; LABELS]>, [Table; 2], f32) {
        let n = emissions.len();
        let mut forward = vec![[0.0f32; LABELS]; n];
        let mut log_z = 0.0;
        let power = |k: usize, label: usize, top: f32| {
            if allowed[k] >> label & 1 == 0 { 0.0 } else { (emissions[k][label] - top).exp() }
        };
        let mut powers = vec![[0.0f32; LABELS]; n];
        let mut scales = vec![1.0f32; n];
        for k in 0..n {
            let top = emissions[k].iter().copied().fold(f32::MIN, f32::max);
            for label in 0..LABELS {
                powers[k][label] = power(k, label, top);
                if k + 1 == n && !may_end(label as u8) {
                    powers[k][label] = 0.0;
                }
                let before = if k == 0 {
                    f32::from(may_begin(label as u8))
                } else {
                    let table = &self.powers[usize::from(wide[k])];
                    (0..LABELS).map(|a| forward[k - 1][a] * table[a][label]).sum()
                };
                forward[k][label] = before * powers[k][label];
            }
            let sum: f32 = forward[k].iter().sum();
            scales[k] = sum.max(1e-30);
            forward[k].iter_mut().for_each(|f| *f /= scales[k]);
            log_z += sum.ln() + top;
        }
        let mut pairs = [[[0.0; LABELS]; LABELS]; 2];
        let mut backward = [1.0f32; LABELS];
        let mut marginals = vec![[0.0f32; LABELS]; n];
        for k in (0..n).rev() {
            for label in 0..LABELS {
                marginals[k][label] = forward[k][label] * backward[label];
            }
            if k == 0 {
                break;
            }
            let gap = usize::from(wide[k]);
            let table = &self.powers[gap];
            let mut next = [0.0f32; LABELS];
            for a in 0..LABELS {
                for b in 0..LABELS {
                    let through = table[a][b] * powers[k][b] * backward[b] / scales[k];
                    pairs[gap][a][b] += forward[k - 1][a] * through;
                    next[a] += through;
                }
            }
            backward = next;
        }
        (marginals, pairs, log_z)
    }
}
