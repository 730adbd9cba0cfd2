#!/usr/bin/env python3
"""check-proof.py FILE: checks a proof made by `delo audit prove`, with nothing but Python 3, by RFC 9162
2.1.3.2 (inclusion) and 2.1.4.2 (consistency). Signatures are out of its scope: verify the note apart."""
import base64, hashlib, json, sys
def need(ok, why):
    if not ok: raise ValueError(why)
def node(left, right): return hashlib.sha256(b"\1" + left + right).digest()
def decode(text): return base64.b64decode(text, validate=True)

def climb(place, last, known, path):  # known: the hash at this place in the older and the newer tree
    for beside in path:
        need(last > 0, "a proof is too long")
        if place & 1 or place == last:  # `beside` stands to the left, in both trees
            known = [node(beside, hash) for hash in known]
            while place and not place & 1: place, last = place >> 1, last >> 1
        else: known = known[:-1] + [node(known[-1], beside)]
        place, last = place >> 1, last >> 1
    need(last == 0, "a proof is too short")
    return known

def check(proof):
    index, size, note = proof["index"], proof["size"], proof["checkpoint"].split("\n")
    root, leaf = decode(proof["root"]), hashlib.sha256(b"\0" + proof["line"].encode()).digest()
    need(type(index) is int and type(size) is int and 0 <= index < size, "there is no such line")
    need(note[1:3] == [str(size), proof["root"]], "size or root are not those of the checkpoint")
    need(climb(index, size - 1, [leaf], map(decode, proof["proof"])) == [root], "the line is not in the log")
    if "consistency" not in proof: return f"line {index} is in the log {note[0]!a} of {size}"
    old, before, path = (proof["consistency"][key] for key in ("size", "root", "proof"))
    before, path = decode(before), [decode(text) for text in path]
    need(type(old) is int and 0 < old <= size, "the older log has no such size")
    if old & (old - 1) == 0 or old == size: path.insert(0, before)  # proofs leave out what is known
    low = (old & -old).bit_length() - 1 if old < size else size.bit_length()
    grown = climb(old - 1 >> low, size - 1 >> low, path[:1] * 2, path[1:])
    need(grown == [before, root], "the log was rewritten since the older checkpoint")
    return f"line {index} is in the log {note[0]!a} of {size}, which begins with the older one of {old}"

try: print("good:", check(json.load(open(sys.argv[1], encoding="utf-8"))), "(no signature was checked)")
except Exception as error:
    print("BAD:", error if type(error) is ValueError else repr(error), "(no signature was checked)")
    sys.exit(1)
