// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/trailers.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

/** The trailer on a line, if it has the form of one: a token of letters, digits and '-', then ':'. */
bool readTrailer(const QString &line, Trailer *trailer)
{
    const qsizetype colon = line.indexOf(u':');
    if (colon < 1)
        return false;
    const QString key = line.left(colon).trimmed();
    for (const QChar c : key) {
        if (!(c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-')))
            return false;
    }
    if (line.at(0).isSpace() || key.isEmpty())
        return false;
    *trailer = {key, line.mid(colon + 1).trimmed()};
    return true;
}

bool isContinuation(const QString &line)
{
    return !line.isEmpty() && (line.at(0) == u' ' || line.at(0) == u'\t');
}

bool isWrittenByGit(const QString &line)
{
    return line.startsWith("Signed-off-by: "_L1) || line.startsWith("(cherry picked from commit "_L1);
}

struct Block
{
    QStringList lines;   ///< of the whole message, without the line breaks at its end
    qsizetype start = 0; ///< first line of the trailer block; lines.size() when there is none
};

/**
 * Git's rule (trailer.c, find_trailer_block_start): the last paragraph, unless it is also the first; every line a
 * trailer, or at least one line written by git and at most three other lines for each trailer.
 */
Block findBlock(const QString &message)
{
    QString text = message;
    while (text.endsWith(u'\n') || text.endsWith(u' '))
        text.chop(1);
    Block block{text.isEmpty() ? QStringList() : text.split(u'\n'), 0};
    block.start = block.lines.size();

    qsizetype start = block.lines.size();
    while (start > 0 && !block.lines.at(start - 1).trimmed().isEmpty())
        --start;
    const bool hasTitle = std::any_of(block.lines.cbegin(), block.lines.cbegin() + start,
                                      [](const QString &line) { return !line.trimmed().isEmpty(); });
    if (!hasTitle)
        return block;
    int trailers = 0;
    int others = 0;
    bool fromGit = false;
    for (qsizetype i = start; i < block.lines.size(); ++i) {
        Trailer trailer;
        const QString &line = block.lines.at(i);
        if (isWrittenByGit(line)) {
            fromGit = true;
            ++trailers;
        } else if (readTrailer(line, &trailer)) {
            ++trailers;
        } else if (!(isContinuation(line) && i > start)) {
            ++others;
        }
    }
    if (trailers > 0 && (others == 0 || (fromGit && trailers * 3 >= others)))
        block.start = start;
    return block;
}

QList<Trailer> readBlock(const Block &block)
{
    QList<Trailer> trailers;
    bool folding = false;
    for (qsizetype i = block.start; i < block.lines.size(); ++i) {
        Trailer trailer;
        const QString &line = block.lines.at(i);
        if (isContinuation(line)) {
            if (folding)
                trailers.last().value += u' ' + line.trimmed();
            continue;
        }
        folding = readTrailer(line, &trailer);
        if (folding)
            trailers.append(trailer);
    }
    return trailers;
}

} // namespace

QList<Trailer> parseTrailers(const QString &message)
{
    return readBlock(findBlock(message));
}

QString withTrailers(const QString &message, const QList<Trailer> &trailers)
{
    Block block = findBlock(message);
    QList<Trailer> present = readBlock(block);
    QStringList added;
    for (Trailer next : trailers) {
        next.value.replace(u'\r', u' ').replace(u'\n', u' ');
        next.value = next.value.trimmed();
        if (!present.isEmpty() && present.last().key.compare(next.key, Qt::CaseInsensitive) == 0
            && present.last().value == next.value)
            continue;
        added.append(next.key + u": "_s + next.value);
        present.append(next);
    }
    QString text = block.lines.join(u'\n');
    if (added.isEmpty())
        return text.isEmpty() ? text : text + u'\n';
    text += block.start == block.lines.size() ? u"\n\n"_s : u"\n"_s;
    return text + added.join(u'\n') + u'\n';
}

} // namespace docket::git
