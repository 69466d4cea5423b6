// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/feedback.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace docket::review {

namespace {

/** Control characters but newline and tab are dropped: they could drive a terminal or hide text from the reader of a
 * log. */
QString cleaned(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        const bool control = (u < 0x20 && u != u'\n' && u != u'\t') || (u >= 0x7f && u <= 0x9f);
        const bool bidi = (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069);
        if (!control && !bidi)
            out += c;
    }
    return out;
}

/** A fence longer than any run of backticks inside. */
QString fenced(const QString &text)
{
    qsizetype longest = 0, run = 0;
    for (const QChar c : text) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(std::max<qsizetype>(3, longest + 1), u'`');
    return fence + u'\n' + text + (text.endsWith(u'\n') ? u""_s : u"\n"_s) + fence + u'\n';
}

QString place(const CommentAnchor &anchor)
{
    if (anchor.isWholeReview())
        return u"The change as a whole"_s;
    QString path = cleaned(QString::fromUtf8(anchor.path));
    path.replace(u'\n', u' ');
    if (anchor.isWholeFile())
        return path;
    const QString lines = anchor.firstLine == anchor.lastLine
        ? u"line %1"_s.arg(anchor.firstLine + 1)
        : u"lines %1-%2"_s.arg(anchor.firstLine + 1).arg(anchor.lastLine + 1);
    return path + u", "_s + lines + (anchor.side == diff::Side::Left ? u" of the old version"_s : u""_s);
}

QString label(Severity severity)
{
    switch (severity) {
    case Severity::Must: return u"Must be changed"_s;
    case Severity::Should: return u"Should be changed"_s;
    case Severity::Note: return u"Note"_s;
    case Severity::Question: return u"Question (answer it in your last message)"_s;
    }
    return {};
}

bool isOpenThread(const Comment &comment)
{
    return !comment.replyTo.isValid() && !comment.resolved;
}

} // namespace

QString composeFeedback(const FeedbackInput &input)
{
    std::vector<const Comment *> threads;
    for (const Comment &comment : input.comments) {
        if (isOpenThread(comment))
            threads.push_back(&comment);
    }
    std::stable_sort(threads.begin(), threads.end(), [](const Comment *a, const Comment *b) {
        return std::tuple(a->severity, a->anchor.path, a->anchor.firstLine, a->createdAt)
            < std::tuple(b->severity, b->anchor.path, b->anchor.firstLine, b->createdAt);
    });

    QString out =
        u"# Changes requested\n\nYour last round was reviewed. Go on from the present state of the worktree and change what is asked for here.\n"_s;
    const QString summary = cleaned(input.summary).trimmed();
    if (!summary.isEmpty())
        out += u'\n' + summary + u'\n';
    int number = 0;
    for (const Comment *thread : threads) {
        out += u"\n## %1. %2: %3\n\n"_s.arg(++number).arg(label(thread->severity), place(thread->anchor));
        if (!thread->anchor.snippet.isEmpty())
            out += fenced(cleaned(thread->anchor.snippet)) + u'\n';
        out += cleaned(thread->body).trimmed() + u'\n';
        for (const Comment &reply : input.comments) {
            if (thread->id.isValid() && reply.replyTo == thread->id)
                out += u'\n' + cleaned(reply.author) + u": "_s + cleaned(reply.body).trimmed() + u'\n';
        }
    }
    return out;
}

OpenComments countOpen(const std::vector<Comment> &comments)
{
    OpenComments open;
    for (const Comment &comment : comments) {
        if (!isOpenThread(comment))
            continue;
        switch (comment.severity) {
        case Severity::Must: ++open.must; break;
        case Severity::Should: ++open.should; break;
        case Severity::Note: ++open.note; break;
        case Severity::Question: ++open.question; break;
        }
    }
    return open;
}

} // namespace docket::review
