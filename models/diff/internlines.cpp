// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/internlines.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <memory>

namespace docket::diff {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r';
}

/** Which terminator a line has, as far as the options care: 0 none, 1 LF, 2 CRLF. */
quint8 endOf(QByteArrayView withEnd, const LineOptions &options)
{
    if (options.whitespace != Whitespace::Exact)
        return 0; // as git: a missing newline is white space
    if (!withEnd.endsWith('\n'))
        return 0;
    return !options.ignoreLineEnds && withEnd.endsWith("\r\n") ? 2 : 1;
}

/** Open addressing over (hash, id); the lines themselves stay where they are. */
class Table
{
public:
    explicit Table(size_t lines) : m_slots(std::bit_ceil(lines + lines / 4 + 16)), m_mask(m_slots.size() - 1)
    {
        m_keys.reserve(lines);
    }

    /** Calls the slot of a hash into the cache. The table of a large file does not fit in there. */
    void expect(quint64 hash) const { __builtin_prefetch(&m_slots[size_t(hash) & m_mask]); }

    /** `hash` is hashBytes(key, end). */
    quint32 idOf(QByteArrayView key, quint8 end, quint64 hash)
    {
        for (size_t i = size_t(hash) & m_mask;; i = (i + 1) & m_mask) {
            Slot &slot = m_slots[i];
            if (slot.id == 0) {
                m_keys.push_back({key, end});
                slot = {quint32(hash >> 32), quint32(m_keys.size())};
                return slot.id - 1;
            }
            if (slot.check != quint32(hash >> 32))
                continue;
            const Key &other = m_keys[slot.id - 1];
            if (other.end == end && other.text.size() == key.size()
                && (key.isEmpty() || std::memcmp(other.text.data(), key.data(), size_t(key.size())) == 0))
                return slot.id - 1;
        }
    }
    quint32 size() const { return quint32(m_keys.size()); }
    /** The last new key stands elsewhere from now on. */
    void moveLast(QByteArrayView key) { m_keys.back().text = key; }

private:
    struct Slot { quint32 check = 0; quint32 id = 0; };
    struct Key { QByteArrayView text; quint8 end; };
    std::vector<Slot> m_slots;
    std::vector<Key> m_keys;
    size_t m_mask;
};

/** Bytes in large pieces that stay where they are. */
class Kept
{
public:
    QByteArrayView keep(QByteArrayView bytes)
    {
        if (m_used + size_t(bytes.size()) > m_room) {
            m_room = std::max<size_t>(64 * 1024, size_t(bytes.size()));
            m_pieces.push_back(std::make_unique<char[]>(m_room));
            m_used = 0;
        }
        char *at = m_pieces.back().get() + m_used;
        std::memcpy(at, bytes.data(), size_t(bytes.size()));
        m_used += size_t(bytes.size());
        return {at, bytes.size()};
    }

private:
    std::vector<std::unique_ptr<char[]>> m_pieces;
    size_t m_used = 0;
    size_t m_room = 0;
};

/** Fewer than eight bytes as a number that is another one for any other bytes of the same count. Loads of fixed size:
 * lines and words are short, and a call for their last bytes would cost more than all else. */
quint64 lastBytes(const char *p, qsizetype n)
{
    if (n >= 4) {
        quint32 front, back;
        std::memcpy(&front, p, 4);
        std::memcpy(&back, p + n - 4, 4);
        return quint64(back) << 32 | front;
    }
    if (n == 0)
        return 0;
    return quint64(quint8(p[0])) | quint64(quint8(p[n / 2])) << 8 | quint64(quint8(p[n - 1])) << 16;
}

} // namespace

qsizetype commonPrefix(const char *a, const char *b, qsizetype limit)
{
    qsizetype i = 0;
    for (; limit - i >= 64 && std::memcmp(a + i, b + i, 64) == 0; i += 64) { }
    while (i < limit && a[i] == b[i])
        ++i;
    return i;
}

qsizetype commonSuffix(const char *aEnd, const char *bEnd, qsizetype limit)
{
    qsizetype i = 0;
    for (; limit - i >= 64 && std::memcmp(aEnd - i - 64, bEnd - i - 64, 64) == 0; i += 64) { }
    while (i < limit && aEnd[-i - 1] == bEnd[-i - 1])
        ++i;
    return i;
}

int linesWithin(const TextSide &side, qsizetype bytes)
{
    int low = 0, high = side.lineCount();
    while (low < high) {
        const int middle = (low + high + 1) / 2;
        if (qsizetype(side.lineStart(middle)) <= bytes)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

int linesBehind(const TextSide &side, qsizetype bytes)
{
    const qsizetype from = side.text().size() - bytes;
    int low = 0, high = side.lineCount();
    while (low < high) {
        const int middle = (low + high) / 2;
        if (qsizetype(side.lineStart(middle)) >= from)
            high = middle;
        else
            low = middle + 1;
    }
    return side.lineCount() - low;
}

quint64 hashBytes(QByteArrayView bytes, quint64 seed)
{
    constexpr quint64 k = 0x9e3779b97f4a7c15ULL;
    quint64 h = (seed + 1) * k ^ quint64(bytes.size());
    const char *p = bytes.data();
    qsizetype n = bytes.size();
    for (; n >= 8; n -= 8, p += 8) {
        quint64 word;
        std::memcpy(&word, p, 8);
        h = std::rotl((h ^ word) * k, 29);
    }
    h = (h ^ lastBytes(p, n)) * k;
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93ULL;
    return h ^ (h >> 32);
}

QByteArrayView normalisedLine(QByteArrayView line, Whitespace whitespace, QByteArray &scratch)
{
    if (whitespace == Whitespace::Exact)
        return line;
    while (!line.isEmpty() && isBlank(line.back()))
        line.chop(1);
    if (whitespace == Whitespace::Trailing)
        return line;
    scratch.resize(0);
    scratch.reserve(line.size());
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (!isBlank(line[i]))
            scratch.append(line[i]);
        else if (whitespace == Whitespace::Amount && (i == 0 || !isBlank(line[i - 1])))
            scratch.append(' ');
    }
    return scratch;
}

bool equalLines(const TextSide &a, int lineA, const TextSide &b, int lineB, const LineOptions &options)
{
    const QByteArrayView rawA = a.lineWithEnd(lineA);
    const QByteArrayView rawB = b.lineWithEnd(lineB);
    if (endOf(rawA, options) != endOf(rawB, options))
        return false;
    QByteArray scratchA, scratchB;
    return normalisedLine(a.line(lineA), options.whitespace, scratchA)
        == normalisedLine(b.line(lineB), options.whitespace, scratchB);
}

InternedLines internLines(const TextSide &left, const TextSide &right, const LineOptions &options,
                          const CancelToken &cancel)
{
    InternedLines out;
    const QByteArray &l = left.text();
    const QByteArray &r = right.text();
    const qsizetype limit = std::min(l.size(), r.size());
    const qsizetype prefix = commonPrefix(l.constData(), r.constData(), limit);
    out.head = std::min(linesWithin(left, prefix), linesWithin(right, prefix));
    const qsizetype suffix = commonSuffix(l.constEnd(), r.constEnd(), limit);
    out.tail = std::min({linesBehind(left, suffix), linesBehind(right, suffix), left.lineCount() - out.head,
                         right.lineCount() - out.head});

    InternedLines middle = internRange(left, out.head, left.lineCount() - out.tail, right, out.head,
                                       right.lineCount() - out.tail, options, cancel);
    middle.head = out.head;
    middle.tail = out.tail;
    return middle;
}

namespace {

/** Lines to ids, a few at a time, so that the table's memory arrives while others are hashed. */
class Interner
{
public:
    Interner(size_t lines, const LineOptions &options, const CancelToken &cancel)
        : m_table(lines), m_options(options), m_cancel(cancel)
    {}

    void add(const TextSide &side, int from, int to, std::vector<quint32> &ids)
    {
        ids.reserve(ids.size() + size_t(to - from));
        for (int i = from; i < to && !isCancelled(i); ++i) {
            put(side, i);
            if (m_waiting == batch)
                flush(ids);
        }
        flush(ids);
    }

    /** The same; a line equal to the one that is expected takes its id without a look into the table. Most lines of a
     * changed file stand below the same line as before. */
    void addAfter(const TextSide &side, int from, int to, std::vector<quint32> &ids, const TextSide &known,
                  int knownFrom, const std::vector<quint32> &knownIds)
    {
        ids.reserve(size_t(to - from));
        m_lineOf.assign(m_table.size(), -1);
        for (int k = int(knownIds.size()) - 1; k >= 0; --k)
            m_lineOf[knownIds[size_t(k)]] = k;
        int expected = 0;
        for (int i = from; i < to && !isCancelled(i); ++i) {
            if (expected < int(knownIds.size()) && known.lineWithEnd(knownFrom + expected) == side.lineWithEnd(i)) {
                ids.push_back(knownIds[size_t(expected++)]);
                continue;
            }
            put(side, i);
            flush(ids);
            const quint32 id = ids.back();
            expected = 1 + (id < m_lineOf.size() ? m_lineOf[id] : expected);
        }
    }
    quint32 count() const { return m_table.size(); }

private:
    struct Waiting
    {
        QByteArrayView key;
        quint64 hash = 0;
        quint8 end = 0;
        QByteArray scratch;
    };

    bool isCancelled(int line) const { return line % 4096 == 0 && m_cancel.isCancelled(); }
    void put(const TextSide &side, int line)
    {
        Waiting &next = m_next[m_waiting++];
        if (m_options.whitespace == Whitespace::Exact && !m_options.ignoreLineEnds) {
            next.key = side.lineWithEnd(line);
            next.end = 0;
        } else {
            next.end = endOf(side.lineWithEnd(line), m_options);
            next.key = normalisedLine(side.line(line), m_options.whitespace, next.scratch);
        }
        next.hash = hashBytes(next.key, next.end);
        m_table.expect(next.hash);
    }
    void flush(std::vector<quint32> &ids)
    {
        for (size_t i = 0; i < m_waiting; ++i) {
            const Waiting &line = m_next[i];
            const quint32 before = m_table.size();
            ids.push_back(m_table.idOf(line.key, line.end, line.hash));
            if (m_table.size() > before && !line.key.isEmpty() && line.key.data() == line.scratch.constData())
                m_table.moveLast(m_made.keep(line.key)); // no piece of the text
        }
        m_waiting = 0;
    }

    static constexpr size_t batch = 16;
    std::array<Waiting, batch> m_next;
    size_t m_waiting = 0;
    Table m_table;
    const LineOptions &m_options;
    const CancelToken &m_cancel;
    Kept m_made;               ///< reduced lines
    std::vector<int> m_lineOf; ///< id -> first known line that has it
};

} // namespace

InternedLines internRange(const TextSide &left, int leftFrom, int leftTo, const TextSide &right, int rightFrom,
                          int rightTo, const LineOptions &options, const CancelToken &cancel)
{
    InternedLines out;
    Interner lines(size_t(leftTo - leftFrom) + size_t(rightTo - rightFrom), options, cancel);
    lines.add(left, leftFrom, leftTo, out.left);
    lines.addAfter(right, rightFrom, rightTo, out.right, left, leftFrom, out.left);
    out.idCount = lines.count();
    return out;
}

} // namespace docket::diff
