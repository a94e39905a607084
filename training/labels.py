"""What the encoder's heads tell apart, and how its one output matrix is laid out. Shipped beside the weights as ``encoder.json``."""

from __future__ import annotations

from training.notation import CUE_KINDS, ENTITY_TYPES, EVENT_ROLES, EVENT_TYPES, MODALITIES, RELATION_TYPES, TRENDS

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
DEPREL = (
    "root acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt conj cop csubj csubj:pass "
    "csubj:outer dep det det:predet discourse dislocated expl fixed flat goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:pass "
    "nsubj:outer nummod obj obl obl:agent obl:unmarked orphan parataxis punct reparandum vocative xcomp"
).split()
GUM_TYPES = "abstract animal event object organization person place plant substance time".split()
OWN_TYPES = list(ENTITY_TYPES)
TRIGGERS = [*EVENT_TYPES, *RELATION_TYPES]
CUES = list(CUE_KINDS)
LINKS = [*EVENT_ROLES, "cue_by", "cue_of", "cue_what"]
MUC_ROLES = ["PerpInd", "PerpOrg", "Target", "Victim", "Weapon"]
MUC_TYPES = ["arson", "attack", "bombing", "forced work stoppage", "kidnapping", "robbery"]

#: width of the vectors that are compared pairwise
ARC, REL, SPAN, LINK, COREF = 160, 80, 96, 128, 96

LAYOUT: dict[str, int] = {
    "word_start": 1,
    "upos": len(UPOS),
    "lemma": 0,  # set from the training data
    "arc_dep": ARC,
    "arc_head": ARC,
    "rel_dep": REL,
    "rel_head": REL,
    "own_start": SPAN,
    "own_end": SPAN,
    "gum_start": SPAN,
    "gum_end": SPAN,
    "trigger": 1 + 2 * len(TRIGGERS),
    "cue": 1 + 2 * len(CUES),
    "modality": len(MODALITIES),
    "negated": 1,
    "trend": len(TRENDS),
    "link_left": LINK,
    "link_start": LINK,
    "link_end": LINK,
    "coref_start": COREF,
    "coref_end": COREF,
    "muc_role": 3 * len(MUC_ROLES),
    "muc_pooled": 3 * len(MUC_ROLES),
    "muc_doc": len(MUC_TYPES),
    "muc_type": len(MUC_TYPES),
}
#: parts that are compared pairwise pass a rectifier first
RECTIFIED = (
    "arc_dep",
    "arc_head",
    "rel_dep",
    "rel_head",
    "own_start",
    "own_end",
    "gum_start",
    "gum_end",
    "link_left",
    "link_start",
    "link_end",
    "coref_start",
    "coref_end",
)
