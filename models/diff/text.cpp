// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/text.h"

#include "diff/warnings.h"

#include <QStringDecoder>
#include <QStringEncoder>

#include <algorithm>
#include <cstring>
#include <limits>

using namespace Qt::StringLiterals;

namespace docket::diff {

namespace {

constexpr qsizetype binaryWindow = 8000; // as git's buffer_is_binary()

bool onlyAscii(QByteArrayView bytes)
{
    const char *p = bytes.data();
    const char *end = p + bytes.size();
    quint64 seen = 0;
    for (; end - p >= 8; p += 8) {
        quint64 word;
        std::memcpy(&word, p, 8);
        seen |= word;
    }
    for (; p < end; ++p)
        seen |= quint8(*p);
    return (seen & 0x8080808080808080ULL) == 0;
}

/** Nothing but printable ASCII, tabs and line feeds: such a text, and most are, is not looked at line by line. */
bool onlyPrintable(QByteArrayView bytes)
{
    quint8 odd = 0;
    for (const char c : bytes) // without branches, so that compilers make it as fast as memory is
        odd = quint8(odd | quint8((quint8(c) < 0x20) & (c != '\t') & (c != '\n')) | quint8(quint8(c) >= 0x7f));
    return odd == 0;
}

/** UTF-16 with a mark, to UTF-8; nothing when it is not well formed (UTF-32 has the same first bytes). */
bool decodeUtf16(const QByteArray &raw, Encoding encoding, QByteArray *out)
{
    if (raw.size() % 2 != 0)
        return false;
    QStringDecoder decoder(encoding == Encoding::Utf16Le ? QStringConverter::Utf16LE : QStringConverter::Utf16BE,
                           QStringConverter::Flag::ConvertInitialBom);
    const QString text = decoder.decode(QByteArrayView(raw).sliced(2));
    if (decoder.hasError() || !text.isValidUtf16() || text.contains(QChar(0)))
        return false;
    *out = text.toUtf8();
    return true;
}

/** QString::fromUtf8() would swallow a mark at the start of the piece. */
QString withMark(QByteArrayView utf8)
{
    return QStringDecoder(QStringConverter::Utf8, QStringConverter::Flag::ConvertInitialBom).decode(utf8);
}

} // namespace

TextSide::Ptr TextSide::empty()
{
    static const Ptr nothing = std::make_shared<TextSide>();
    return nothing;
}

TextSide::Ptr TextSide::undecoded(QByteArray raw)
{
    auto side = std::make_shared<TextSide>();
    side->m_byteSize = raw.size();
    side->m_ascii = false;
    side->m_text = std::move(raw);
    side->indexLines();
    return side;
}

TextSide::Ptr TextSide::fromBytes(QByteArray raw, bool forceText)
{
    if (raw.isEmpty())
        return empty();
    auto side = std::make_shared<TextSide>();
    side->m_byteSize = raw.size();
    if (raw.size() >= std::numeric_limits<qint32>::max()) {
        side->m_binary = true;
        return side;
    }
    const bool littleMark = raw.startsWith("\xff\xfe");
    const bool bigMark = raw.startsWith("\xfe\xff");
    if (littleMark || bigMark) {
        const Encoding encoding = littleMark ? Encoding::Utf16Le : Encoding::Utf16Be;
        QByteArray text;
        if (decodeUtf16(raw, encoding, &text)) {
            side->m_encoding = encoding;
            side->m_bom = true;
            side->m_text = std::move(text);
            side->m_ascii = onlyAscii(side->m_text);
            side->indexLines();
            side->lookForWarnings();
            return side;
        }
    }
    const auto window = size_t(std::min(raw.size(), binaryWindow));
    if (!forceText && std::memchr(raw.constData(), 0, window)) {
        side->m_binary = true;
        return side;
    }
    if (raw.startsWith("\xef\xbb\xbf")) {
        side->m_bom = true;
        raw.remove(0, 3);
    }
    side->m_ascii = onlyAscii(raw);
    if (!side->m_ascii && !QByteArrayView(raw).isValidUtf8()) {
        if (side->m_bom)
            raw.prepend("\xef\xbb\xbf");
        side->m_bom = false;
        side->m_encoding = Encoding::Latin1;
        raw = QString::fromLatin1(raw).toUtf8();
    }
    side->m_text = std::move(raw);
    side->indexLines();
    side->lookForWarnings();
    return side;
}

void TextSide::lookForWarnings()
{
    if (m_ascii && onlyPrintable(m_text))
        return;
    for (int i = 0; i < lineCount(); ++i) {
        if (diff::hasWarnings(line(i)))
            m_warned.push_back(i);
    }
}

bool TextSide::hasWarnings(int index) const
{
    return std::ranges::binary_search(m_warned, index);
}

void TextSide::indexLines()
{
    if (m_text.isEmpty())
        return;
    const char *begin = m_text.constData();
    const char *end = begin + m_text.size();
    qsizetype crlf = 0;
    m_starts.reserve(size_t(m_text.size() / 32 + 2));
    m_starts.push_back(0);
    for (const char *p = begin; p < end;) {
        const auto *found = static_cast<const char *>(std::memchr(p, '\n', size_t(end - p)));
        if (!found) {
            m_lacksFinalNewline = true;
            m_starts.push_back(quint32(end - begin));
            break;
        }
        crlf += found > begin && found[-1] == '\r';
        p = found + 1;
        m_starts.push_back(quint32(p - begin));
    }
    m_starts.shrink_to_fit();
    const qsizetype ends = lineCount() - (m_lacksFinalNewline ? 1 : 0);
    m_eol = ends == 0 ? Eol::None : crlf == 0 ? Eol::Lf : crlf == ends ? Eol::CrLf : Eol::Mixed;
}

QByteArrayView TextSide::lineWithEnd(int index) const
{
    const quint32 start = m_starts[size_t(index)];
    return QByteArrayView(m_text).sliced(start, m_starts[size_t(index) + 1] - start);
}

QByteArrayView TextSide::line(int index) const
{
    QByteArrayView text = lineWithEnd(index);
    if (text.endsWith('\n')) {
        text.chop(1);
        if (text.endsWith('\r'))
            text.chop(1);
    }
    return text;
}

int TextSide::lineAt(quint32 offset) const
{
    const auto found = std::upper_bound(m_starts.begin(), m_starts.end(), offset);
    return std::clamp(int(found - m_starts.begin()) - 1, 0, std::max(0, lineCount() - 1));
}

QByteArray TextSide::encoded(QByteArrayView piece) const
{
    switch (m_encoding) {
    case Encoding::Utf8: return piece.toByteArray();
    case Encoding::Latin1: return QString::fromUtf8(piece).toLatin1();
    case Encoding::Utf16Le:
        return QStringEncoder(QStringConverter::Utf16LE, QStringConverter::Flag::Stateless).encode(withMark(piece));
    case Encoding::Utf16Be:
        return QStringEncoder(QStringConverter::Utf16BE, QStringConverter::Flag::Stateless).encode(withMark(piece));
    }
    return piece.toByteArray();
}

QByteArray TextSide::fileBytes() const
{
    if (!m_bom)
        return encoded(m_text);
    switch (m_encoding) {
    case Encoding::Utf16Le: return "\xff\xfe" + encoded(m_text);
    case Encoding::Utf16Be: return "\xfe\xff" + encoded(m_text);
    default: return "\xef\xbb\xbf" + encoded(m_text);
    }
}

QString encodingName(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8: return u"UTF-8"_s;
    case Encoding::Utf16Le: return u"UTF-16 LE"_s;
    case Encoding::Utf16Be: return u"UTF-16 BE"_s;
    case Encoding::Latin1: return u"Latin-1"_s;
    }
    return {};
}

QString eolName(Eol eol)
{
    switch (eol) {
    case Eol::None: return u"none"_s;
    case Eol::Lf: return u"LF"_s;
    case Eol::CrLf: return u"CRLF"_s;
    case Eol::Mixed: return u"mixed"_s;
    }
    return {};
}

int utf16Length(QByteArrayView utf8, qsizetype bytes)
{
    int units = 0;
    for (qsizetype i = 0; i < bytes; ++i) {
        const auto byte = quint8(utf8[i]);
        units += (byte & 0xc0) != 0x80; // not a continuation
        units += byte >= 0xf0;          // outside the first plane: a pair
    }
    return units;
}

} // namespace docket::diff
