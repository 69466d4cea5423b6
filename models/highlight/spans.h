// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRgb>
#include <QtTypes>

#include <array>
#include <memory>
#include <span>
#include <vector>

namespace docket::highlight {

/** Number of values of KSyntaxHighlighting::Theme::TextStyle. */
inline constexpr int StyleCount = 31;
/** Longer lines (in UTF-16 units) keep the plain text colour: nobody reads minified code by its colours. */
inline constexpr int MaxLineLength = 4096;
/** Lines of one SpanBlock. */
inline constexpr int LinesPerBlock = 256;

/** A piece of a line in UTF-16 units and its Theme::TextStyle. Four bytes; a longer piece is cut in two. Normal text
 * has none. */
class StyleSpan
{
public:
    static constexpr int MaxLength = 0x7ff;

    constexpr StyleSpan() = default;
    constexpr StyleSpan(int start, int length, int style)
        : m_start(quint16(start)), m_rest(quint16(length | (style << 11)))
    {
    }

    constexpr int start() const { return m_start; }
    constexpr int length() const { return m_rest & MaxLength; }
    constexpr int end() const { return start() + length(); }
    constexpr int style() const { return m_rest >> 11; }
    bool operator==(const StyleSpan &) const = default;

private:
    quint16 m_start = 0;
    quint16 m_rest = 0;
};
static_assert(sizeof(StyleSpan) == 4);

/** The spans of LinesPerBlock lines from `firstLine` on. Immutable once it is shared. */
struct SpanBlock
{
    int firstLine = 0;
    bool provisional = false;         ///< made without knowing what stands above; a right one follows
    std::vector<quint32> starts{0};   ///< line i has the spans [starts[i], starts[i + 1])
    std::vector<StyleSpan> spans;

    int lineCount() const { return int(starts.size()) - 1; }
    /** Empty for a line that is not in the block. */
    std::span<const StyleSpan> line(int index) const
    {
        const int at = index - firstLine;
        if (at < 0 || at >= lineCount())
            return {};
        return std::span(spans).subspan(starts[size_t(at)], starts[size_t(at) + 1] - starts[size_t(at)]);
    }
    qint64 memory() const
    {
        return qint64(sizeof(SpanBlock) + starts.capacity() * 4 + spans.capacity() * sizeof(StyleSpan));
    }
};

using SpanBlockPtr = std::shared_ptr<const SpanBlock>;

/** A theme's look of each Theme::TextStyle; a plain value that may cross threads. A colour of 0 means "as normal text".
 */
struct StyleTable
{
    struct Look
    {
        QRgb color = 0;
        bool bold = false;
        bool italic = false;
        bool underline = false;
        bool operator==(const Look &) const = default;
    };
    std::array<Look, StyleCount> looks{};

    bool operator==(const StyleTable &) const = default;
};

/** The same theme for light and dark surroundings. */
struct StyleTables
{
    StyleTable light;
    StyleTable dark;

    bool operator==(const StyleTables &) const = default;
};

} // namespace docket::highlight
