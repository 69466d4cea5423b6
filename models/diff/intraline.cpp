// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/intraline.h"

#include "diff/diffwork.h"
#include "diff/tokens.h"

#include <algorithm>

namespace docket::diff {

namespace {

constexpr double relatedFrom = 0.4;           // delta: a token distance of 0.6 at most
constexpr qsizetype longestMiddle = 64 * 1024; // beyond this the differing middle is one mark
constexpr quint64 tokenBudget = 400'000;

/** A piece of both lines that differs, in bytes. */
struct Piece
{
    qsizetype left0, left1, right0, right1;
};

bool isSpaceOrTab(char c)
{
    return c == ' ' || c == '\t';
}

bool startsCharacter(QByteArrayView text, qsizetype at)
{
    return at >= text.size() || (quint8(text[at]) & 0xc0) != 0x80;
}

qsizetype nonBlank(QByteArrayView text)
{
    return text.size() - std::count_if(text.begin(), text.end(), isSpaceOrTab);
}

/** Common bytes at both ends, cut back so that neither a character nor a word is split. */
Piece differingMiddle(QByteArrayView l, QByteArrayView r)
{
    const qsizetype limit = std::min(l.size(), r.size());
    qsizetype head = std::mismatch(l.begin(), l.begin() + limit, r.begin()).first - l.begin();
    qsizetype tail = 0;
    while (tail < limit - head && l[l.size() - 1 - tail] == r[r.size() - 1 - tail])
        ++tail;
    const auto insideWord = [](QByteArrayView t, qsizetype at) {
        return at > 0 && at < t.size() && isWordByte(t[at]) && isWordByte(t[at - 1]);
    };
    while (head > 0 && (insideWord(l, head) || insideWord(r, head)))
        --head;
    while (tail > 0 && (insideWord(l, l.size() - tail) || insideWord(r, r.size() - tail)))
        --tail;
    return {head, l.size() - tail, head, r.size() - tail};
}

/** Pieces of the middle by words. */
std::vector<Piece> diffWords(QByteArrayView l, QByteArrayView r, const Piece &middle)
{
    const std::vector<Token> left = tokenize(l.sliced(middle.left0, middle.left1 - middle.left0));
    const std::vector<Token> right = tokenize(r.sliced(middle.right0, middle.right1 - middle.right0));
    TokenIds ids(left.size() + right.size());
    std::vector<quint32> leftIds = ids.intern(l.sliced(middle.left0), left);
    std::vector<quint32> rightIds = ids.intern(r.sliced(middle.right0), right);
    DiffWork work;
    work.left = leftIds;
    work.right = rightIds;
    work.idCount = ids.count();
    work.prepare();
    Budget budget(tokenBudget, {});
    diffMyers(work, {0, int(left.size()), 0, int(right.size())}, true, budget);

    std::vector<Piece> pieces;
    const auto offset = [](const std::vector<Token> &tokens, size_t i) {
        return i < tokens.size() ? qsizetype(tokens[i].start)
            : tokens.empty()     ? 0
                                 : qsizetype(tokens.back().start) + tokens.back().length;
    };
    for (size_t i = 0, k = 0; i < left.size() || k < right.size();) {
        if (i < left.size() && k < right.size() && !work.leftChanged[i] && !work.rightChanged[k]) {
            ++i, ++k;
            continue;
        }
        const size_t i0 = i, k0 = k;
        while (i < left.size() && work.leftChanged[i])
            ++i;
        while (k < right.size() && work.rightChanged[k])
            ++k;
        pieces.push_back({middle.left0 + offset(left, i0), middle.left0 + offset(left, i),
                          middle.right0 + offset(right, k0), middle.right0 + offset(right, k)});
    }
    return pieces;
}

/** True if one mark over both pieces reads better than two: only blanks, or very few signs for much that changed, lie
 * between. */
bool belongTogether(const Piece &before, const Piece &here, QByteArrayView between)
{
    const auto replaces = [](const Piece &p) { return p.left1 > p.left0 && p.right1 > p.right0; };
    if (std::all_of(between.begin(), between.end(), isSpaceOrTab))
        return replaces(before) && replaces(here);
    const auto bytes = [](const Piece &p) { return p.left1 - p.left0 + p.right1 - p.right0; };
    return between.size() <= 2 && std::none_of(between.begin(), between.end(), isWordByte)
        && bytes(before) >= 4 * between.size() && bytes(here) >= 4 * between.size();
}

void joinClose(std::vector<Piece> &pieces, QByteArrayView l)
{
    size_t out = 0;
    for (size_t i = 1; i < pieces.size(); ++i) {
        Piece &before = pieces[out];
        const Piece &here = pieces[i];
        if (belongTogether(before, here, l.sliced(before.left1, here.left0 - before.left1))) {
            before.left1 = here.left1;
            before.right1 = here.right1;
        } else {
            pieces[++out] = here;
        }
    }
    if (!pieces.empty())
        pieces.resize(out + 1);
}

/** Inside one replaced word only the differing part is marked, if most of the word stayed. */
void refine(Piece &piece, QByteArrayView l, QByteArrayView r)
{
    const QByteArrayView a = l.sliced(piece.left0, piece.left1 - piece.left0);
    const QByteArrayView b = r.sliced(piece.right0, piece.right1 - piece.right0);
    const auto isWord = [](QByteArrayView t) { return !t.isEmpty() && std::all_of(t.begin(), t.end(), isWordByte); };
    const auto isNumber = [](QByteArrayView t) { return t[0] >= '0' && t[0] <= '9'; };
    if (!isWord(a) || !isWord(b) || isNumber(a) || isNumber(b))
        return; // of a number every digit counts
    const qsizetype limit = std::min(a.size(), b.size());
    qsizetype head = std::mismatch(a.begin(), a.begin() + limit, b.begin()).first - a.begin();
    while (head > 0 && (!startsCharacter(a, head) || !startsCharacter(b, head)))
        --head;
    qsizetype tail = 0;
    while (tail < limit - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    while (tail > 0 && (!startsCharacter(a, a.size() - tail) || !startsCharacter(b, b.size() - tail)))
        --tail;
    if ((head + tail) * 2 < std::max(a.size(), b.size()))
        return;
    piece.left0 += head;
    piece.right0 += head;
    piece.left1 -= tail;
    piece.right1 -= tail;
}

} // namespace

double similarity(QByteArrayView left, QByteArrayView right)
{
    WordBags bags;
    bags.add(left);
    bags.add(right);
    const WordBag a = bags[0], b = bags[1];
    return lineLikeness(a, b);
}

LineSpans compareLines(QByteArrayView left, QByteArrayView right)
{
    LineSpans out;
    if (left == right) {
        out.related = true;
        return out;
    }
    const Piece middle = differingMiddle(left, right);
    std::vector<Piece> pieces{middle};
    if (std::max(middle.left1 - middle.left0, middle.right1 - middle.right0) <= longestMiddle)
        pieces = diffWords(left, right, middle);

    qsizetype changed = 0;
    for (const Piece &p : pieces)
        changed +=
            nonBlank(left.sliced(p.left0, p.left1 - p.left0)) + nonBlank(right.sliced(p.right0, p.right1 - p.right0));
    for (Piece &p : pieces) {
        const qsizetype before = p.left1 - p.left0 + p.right1 - p.right0;
        refine(p, left, right);
        changed -= before - (p.left1 - p.left0 + p.right1 - p.right0);
    }
    joinClose(pieces, left);
    const qsizetype all = nonBlank(left) + nonBlank(right);
    out.related = all == 0 || double(all - changed) >= relatedFrom * double(all);
    if (!out.related)
        return out;
    for (const Piece &p : pieces) {
        if (p.left1 > p.left0)
            out.left.push_back({qint32(p.left0), qint32(p.left1 - p.left0)});
        if (p.right1 > p.right0)
            out.right.push_back({qint32(p.right0), qint32(p.right1 - p.right0)});
    }
    return out;
}

} // namespace docket::diff
