#!/usr/bin/env python3
# ruff: noqa
# fmt: off
# mypy: ignore-errors
"""Evaluate a PHI detector command on labelled JSONL.

  evaluate.py [--data dev.jsonl] [--json out.json] [--errors err.txt] [--any] -- COMMAND [ARGS...]

COMMAND reads JSONL {"id","kind","text"} on stdin and writes, in the same order, JSONL
{"id","findings":[{"start","end","category","severity":"block|warn|info","message"}]} on stdout.
Offsets are Python str code points of the ORIGINAL text, end exclusive.

Scoring
  spans     recall: a gold span counts as found when any finding of severity warn or block overlaps it and has its
            category (or one in the span's "alt" list); "any" = overlapped by a finding of any span category.
            precision: a warn/block finding of category c is right when it overlaps a gold span whose category or alt is c.
            Gold spans with "optional": true count for neither recall nor as false positives.
  text      phi: is any finding with category != medical_advice present at severity block (resp. warn or block)?
            recall over phi=true, false-positive rate over phi=false.
  patient_acknowledgement / medical_advice: presence of a warn/block finding of that category, F1 per text.
"""
import argparse, collections, json, statistics, subprocess, sys, time

CATS = ["name","geographic","date","phone","fax","email","ssn","mrn","health_plan_id","account_number","license_number",
        "vehicle_id","device_id","url","ip_address","biometric","full_face_photo","other_unique_id"]
TEXT_CATS = {"patient_acknowledgement","medical_advice","health_information","self_disclosure","phi_context"}

def main():
    argv = sys.argv[1:]
    cmd = []
    if "--" in argv:
        i = argv.index("--"); argv, cmd = argv[:i], argv[i+1:]
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", default="dev.jsonl")
    ap.add_argument("--json"); ap.add_argument("--errors"); ap.add_argument("rest", nargs="*")
    a = ap.parse_args(argv)
    cmd = cmd or a.rest
    if not cmd: ap.error("no COMMAND given")
    gold = [json.loads(l) for l in open(a.data, encoding="utf-8") if l.strip()]
    inp = "".join(json.dumps({"id":g["id"],"kind":g["kind"],"text":g["text"]}) + "\n" for g in gold)
    t0 = time.perf_counter()
    p = subprocess.run(cmd, input=inp, capture_output=True, text=True, encoding="utf-8")
    wall = time.perf_counter() - t0
    if p.returncode: sys.exit(f"command failed rc={p.returncode}\n{p.stderr[-2000:]}")
    out = [json.loads(l) for l in p.stdout.splitlines() if l.strip()]
    if [o["id"] for o in out] != [g["id"] for g in gold]:
        sys.exit(f"ids differ or out of order: got {len(out)}, want {len(gold)}")
    st = collections.defaultdict(lambda: dict(gold=0, hit=0, any=0, pred=0, ok=0))
    tx = dict(phi=0, clean=0, rb=0, rw=0, fb=0, fw=0)
    f1 = {"patient_acknowledgement": [0,0,0], "medical_advice": [0,0,0]}
    by_kind = collections.defaultdict(lambda: dict(phi=0, clean=0, rb=0, rw=0, fb=0, fw=0))
    errs = []
    for g, o in zip(gold, out):
        n = len(g["text"])
        fs = [f for f in o["findings"]]
        for f in fs:
            if f["severity"] not in ("block","warn","info"): sys.exit(f"{g['id']}: bad severity {f['severity']}")
            if not (0 <= f["start"] <= f["end"] <= n): sys.exit(f"{g['id']}: offsets out of range {f}")
        hard = [f for f in fs if f["severity"] in ("block","warn")]
        span_f = [f for f in hard if f["category"] in CATS]
        ov = lambda x, y: x["start"] < y["end"] and y["start"] < x["end"]
        for s in g["spans"]:
            if s.get("optional"): continue
            ok = {s["category"], *s.get("alt", [])}
            c = st[s["category"]]; c["gold"] += 1
            hit = any(ov(f, s) and f["category"] in ok for f in span_f)
            c["hit"] += hit; c["any"] += any(ov(f, s) for f in span_f)
            if not hit: errs.append(f"MISS {g['id']} {s['category']}: {g['text'][s['start']:s['end']]!r} in {g['text'][:160]!r}")
        for f in span_f:
            over = [s for s in g["spans"] if ov(f, s)]
            if any(s.get("optional") for s in over) and not any(not s.get("optional") for s in over): continue
            c = st[f["category"]]; c["pred"] += 1
            good = any(f["category"] in {s["category"], *s.get("alt", [])} for s in over)
            c["ok"] += good
            if not good: errs.append(f"EXTRA {g['id']} {f['category']}/{f['severity']}: {g['text'][f['start']:f['end']]!r} in {g['text'][:160]!r}")
        b = any(f["severity"] == "block" and f["category"] != "medical_advice" for f in fs)
        w = any(f["category"] != "medical_advice" for f in hard)
        for d in (tx, by_kind[g["kind"]]):
            if g["phi"]: d["phi"] += 1; d["rb"] += b; d["rw"] += w
            else: d["clean"] += 1; d["fb"] += b; d["fw"] += w
        if g["phi"] and not b: errs.append(f"{'PHI-MISSED' if not w else 'PHI-WARN-ONLY'} {g['id']}: {g['text'][:220]!r} [{g.get('why','')}]")
        if not g["phi"] and w: errs.append(f"CLEAN-{'BLOCKED' if b else 'WARNED'} {g['id']}: {g['text'][:220]!r} {[(f['category'], g['text'][f['start']:f['end']][:40]) for f in hard if f['category'] != 'medical_advice']} [{g.get('why','')}]")
        for cat, key in (("patient_acknowledgement","acknowledges_patient"),("medical_advice","medical_advice")):
            pred = any(f["category"] == cat for f in hard); gd = bool(g.get(key))
            f1[cat][0] += pred and gd; f1[cat][1] += pred and not gd; f1[cat][2] += gd and not pred
            if pred != gd: errs.append(f"{cat.upper()} {'FN' if gd else 'FP'} {g['id']}: {g['text'][:200]!r}")
    pc = lambda x, y: None if not y else round(100*x/y, 1)
    res = {"n": len(gold), "wall_s": round(wall,2), "texts_per_s_incl_startup": round(len(gold)/wall,1), "categories": {}}
    print(f"{'category':18s} {'gold':>5s} {'recall':>7s} {'anyrec':>7s} {'pred':>5s} {'prec':>7s}")
    tot = dict(gold=0, hit=0, any=0, pred=0, ok=0)
    for c in CATS + sorted(set(st) - set(CATS)):
        s = st.get(c)
        if not s: continue
        for k in tot: tot[k] += s[k]
        res["categories"][c] = {"gold": s["gold"], "recall": pc(s["hit"], s["gold"]), "any_recall": pc(s["any"], s["gold"]), "pred": s["pred"], "precision": pc(s["ok"], s["pred"])}
        print(f"{c:18s} {s['gold']:5d} {str(pc(s['hit'],s['gold'])):>7s} {str(pc(s['any'],s['gold'])):>7s} {s['pred']:5d} {str(pc(s['ok'],s['pred'])):>7s}")
    print(f"{'ALL SPANS':18s} {tot['gold']:5d} {str(pc(tot['hit'],tot['gold'])):>7s} {str(pc(tot['any'],tot['gold'])):>7s} {tot['pred']:5d} {str(pc(tot['ok'],tot['pred'])):>7s}")
    res["all"] = {"gold": tot["gold"], "recall": pc(tot["hit"],tot["gold"]), "any_recall": pc(tot["any"],tot["gold"]), "precision": pc(tot["ok"],tot["pred"])}
    for name, d in [("text", tx)] + [("  " + k, v) for k, v in sorted(by_kind.items())]:
        print(f"{name:9s} phi {d['phi']:4d}: recall@block {pc(d['rb'],d['phi'])}% @warn+ {pc(d['rw'],d['phi'])}%   clean {d['clean']:4d}: FPR@block {pc(d['fb'],d['clean'])}% @warn+ {pc(d['fw'],d['clean'])}%")
        res[name.strip()] = {"phi": d["phi"], "recall_block": pc(d["rb"],d["phi"]), "recall_warn": pc(d["rw"],d["phi"]), "clean": d["clean"], "fpr_block": pc(d["fb"],d["clean"]), "fpr_warn": pc(d["fw"],d["clean"])}
    for cat, (tp, fp, fn) in f1.items():
        pr = tp/(tp+fp) if tp+fp else 0; rc = tp/(tp+fn) if tp+fn else 0
        F = 2*pr*rc/(pr+rc) if pr+rc else 0
        print(f"{cat:25s} P {100*pr:.1f} R {100*rc:.1f} F1 {100*F:.1f}  (tp {tp} fp {fp} fn {fn})")
        res[cat] = {"p": round(100*pr,1), "r": round(100*rc,1), "f1": round(100*F,1)}
    print(f"texts/s {len(gold)/wall:.1f} (whole process, start-up included; {wall:.2f} s for {len(gold)} texts)")
    for l in p.stderr.splitlines():
        if l.startswith("["): print(l)
    if a.json: json.dump(res, open(a.json,"w"), indent=1)
    if a.errors: open(a.errors,"w").write("\n".join(errs) + "\n")

if __name__ == "__main__":
    main()
