// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>
#include <vector>

namespace docket::diff {

enum class Side : quint8 { Left, Right };

enum class Encoding : quint8 { Utf8, Utf16Le, Utf16Be, Latin1 };
enum class Eol : quint8 { None, Lf, CrLf, Mixed };

/**
 * One side of one file, decoded and cut into lines once; immutable, so any thread may read it.
 *
 * The text is always valid UTF-8 without byte order mark. Bytes that are neither UTF-8 nor UTF-16 with a mark are read
 * as Latin-1, which loses nothing: encoded() gives back what was in the file. A line ends at LF; a CR before it belongs
 * to the terminator. A CR elsewhere is part of the line. Sides of 2 GiB and more are treated as binary.
 */
class TextSide
{
public:
    using Ptr = std::shared_ptr<const TextSide>;

    TextSide() = default;
    /** Decodes what git has. Binary (as git judges: NUL in the first 8000 bytes, UTF-16 with a mark excepted) has no
     * lines. */
    static Ptr fromBytes(QByteArray raw, bool forceText = false);
    static Ptr empty();
    /** The bytes as they are, cut into lines and not decoded: for patches, which must not lose a byte. Never binary. */
    static Ptr undecoded(QByteArray raw);

    bool isBinary() const { return m_binary; }
    bool isAscii() const { return m_ascii; }
    bool hasBom() const { return m_bom; }
    Encoding encoding() const { return m_encoding; }
    Eol eol() const { return m_eol; }
    /** True for text that is not empty and whose last line has no terminator. */
    bool lacksFinalNewline() const { return m_lacksFinalNewline; }
    /** Size in bytes as stored in git, not as decoded. */
    qint64 byteSize() const { return m_byteSize; }

    int lineCount() const { return m_starts.empty() ? 0 : int(m_starts.size()) - 1; }
    /** Line `index` (from 0) without its terminator. Valid as long as this object. */
    QByteArrayView line(int index) const;
    /** The same with its terminator, as it decides whether two lines are equal byte for byte. */
    QByteArrayView lineWithEnd(int index) const;
    /** True if hasWarnings() of warnings.h says so of the line; looked up when the text was read, since rows are laid
     * out again and again. */
    bool hasWarnings(int index) const;
    /** Offset of the line in text(), in bytes. index may be lineCount(). */
    quint32 lineStart(int index) const { return m_starts.empty() ? 0 : m_starts[size_t(index)]; }
    /** The line that holds the byte offset; for jumping to a find result. */
    int lineAt(quint32 offset) const;

    const QByteArray &text() const { return m_text; }
    /** Bytes as they stand in the file for a piece of text(): Latin-1 and UTF-16 are encoded back. No mark is added. */
    QByteArray encoded(QByteArrayView piece) const;
    /** The whole file as it stands in git, mark included; empty for binary sides, which are not kept. */
    QByteArray fileBytes() const;

private:
    void indexLines();
    void lookForWarnings();

    QByteArray m_text;
    std::vector<quint32> m_starts;
    std::vector<qint32> m_warned; // lines with warnings, rising
    qint64 m_byteSize = 0;
    Encoding m_encoding = Encoding::Utf8;
    Eol m_eol = Eol::None;
    bool m_bom = false;
    bool m_binary = false;
    bool m_ascii = true;
    bool m_lacksFinalNewline = false;
};

/** "UTF-8", "UTF-16 LE" ...: names, not to be translated. */
QString encodingName(Encoding encoding);
/** "LF", "CRLF", "mixed", "none". */
QString eolName(Eol eol);

/** Number of UTF-16 units that the first `bytes` bytes of valid UTF-8 make: spans are in bytes, Qt's layouts in units.
 */
int utf16Length(QByteArrayView utf8, qsizetype bytes);

} // namespace docket::diff
