// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/packreader.h"

#include <cstring>

namespace docket::git {

namespace {

/** Bytes of a delta, one after the other; past the end there are none. */
class DeltaBytes
{
public:
    explicit DeltaBytes(QByteArrayView bytes) : m_at(bytes.data()), m_end(bytes.data() + bytes.size()) {}

    bool isAtEnd() const { return m_at == m_end; }
    /** False at the end. */
    bool next(quint8 *byte)
    {
        if (m_at == m_end)
            return false;
        *byte = quint8(*m_at++);
        return true;
    }
    const char *take(qint64 count)
    {
        if (m_end - m_at < count)
            return nullptr;
        const char *taken = m_at;
        m_at += count;
        return taken;
    }
    std::optional<qint64> size()
    {
        qint64 size = 0;
        quint8 c = 0;
        int shift = 0;
        do {
            if (shift > 53 || !next(&c))
                return std::nullopt;
            size |= qint64(c & 0x7f) << shift;
            shift += 7;
        } while (c & 0x80);
        return size;
    }

private:
    const char *m_at;
    const char *m_end;
};

} // namespace

std::optional<QByteArray> applyDelta(QByteArrayView base, QByteArrayView delta, qint64 maxBytes)
{
    DeltaBytes bytes(delta);
    const auto baseSize = bytes.size();
    const auto size = bytes.size();
    if (!baseSize || !size || *baseSize != base.size() || *size > maxBytes)
        return std::nullopt;
    QByteArray result(*size, Qt::Uninitialized);
    char *out = result.data();
    qint64 left = *size;
    while (!bytes.isAtEnd()) {
        quint8 op = 0;
        bytes.next(&op);
        qint64 count = op;
        const char *from = nullptr;
        if (op & 0x80) { // a piece of the base: up to four bytes of offset and three of length, little end first
            qint64 offset = 0;
            count = 0;
            for (int i = 0; i < 7; ++i) {
                quint8 c = 0;
                if (!(op & (1 << i)))
                    continue;
                if (!bytes.next(&c))
                    return std::nullopt;
                if (i < 4)
                    offset |= qint64(c) << (8 * i);
                else
                    count |= qint64(c) << (8 * (i - 4));
            }
            count = count == 0 ? 0x10000 : count;
            if (offset + count > base.size())
                return std::nullopt;
            from = base.data() + offset;
        } else { // bytes of the delta itself; 0 is reserved
            from = count > 0 ? bytes.take(count) : nullptr;
        }
        if (!from || count > left)
            return std::nullopt;
        std::memcpy(out, from, size_t(count));
        out += count;
        left -= count;
    }
    return left == 0 ? std::optional(std::move(result)) : std::nullopt;
}

} // namespace docket::git
