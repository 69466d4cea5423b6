// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/prompts.h"

#include <QResource>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

QList<Guideline> handGuidelines(QList<Guideline> found, const QStringList &readByAgent)
{
    qsizetype left = allGuidelines;
    QStringList told;
    for (Guideline &guideline : found) {
        const QString name = guideline.path.section(u'/', -1);
        const bool isRepeated = told.contains(guideline.text.trimmed()); // CLAUDE.md is often AGENTS.md once more
        told << guideline.text.trimmed();
        if (readByAgent.contains(name) || isRepeated || guideline.text.size() > std::min(longestGuideline, left))
            guideline.text.clear();
        left -= guideline.text.size();
    }
    return found;
}

QString promptFor(QStringView markdown, const QList<Guideline> &guidelines)
{
    const SpecDocument document = parseSpec(markdown);
    QString prompt =
        u"Implement the following spec in this repository. The current folder is a worktree of your own.\n\n"
        "Rules:\n"
        "- Change only what the spec needs. Follow the style and the structure of the code that is there, and use what "
        "exists instead of copying it.\n"
        "- Meet every acceptance criterion. Do not weaken, skip or delete tests to get there.\n"
        "- Do not commit, push, or change branches; what you leave in the worktree is taken over when you end.\n"
        "- When something in the spec cannot be done or is wrong, say so in your last message instead of pretending.\n"_s;
    QStringList names;
    for (const Guideline &guideline : guidelines)
        names << guideline.path;
    if (!names.isEmpty())
        prompt +=
            u"- These files say how work is done here; follow them, and read first those whose text is not below: %1.\n"_s
                .arg(names.join(u", "_s));
    for (const Guideline &guideline : guidelines) {
        if (!guideline.text.isEmpty())
            prompt += u"\n---- %1 ----\n%2\n---- end of %1 ----\n"_s.arg(guideline.path, guideline.text.trimmed());
    }
    prompt += u"\n---- spec ----\n"_s + markdown.trimmed().toString() + u"\n---- end of the spec ----\n"_s;
    if (document.criteria.isEmpty())
        return prompt;
    prompt += u"\nBefore you end, go through the acceptance criteria one by one:\n"_s;
    for (const Criterion &criterion : document.criteria) {
        const QString text = QString(criterion.text).replace(u'\n', u' ');
        prompt += criterion.number > 0 ? u"- %1: %2\n"_s.arg(criterion.label(), text) : u"- %1\n"_s.arg(text);
    }
    prompt += u"In your last message say for each of them how it is met and what shows it.\n"_s;
    return prompt;
}

QString conflictPrompt(const QString &baseBranch, const QStringList &paths)
{
    QString prompt = u"Your work was approved, but it conflicts with what came into %1 meanwhile. Bring your change up "
                     u"to date with %1: "
                     "for each file below look at what both sides wanted and write what serves both. Keep the "
                     "acceptance criteria met. "
                     "Do not commit.\n\nFiles in conflict:\n"_s.arg(baseBranch);
    for (const QString &path : paths)
        prompt += u"- "_s + path + u'\n';
    return prompt;
}

QString broughtInPrompt(const QString &baseBranch, const QStringList &marked, const QStringList &unmarked)
{
    QString prompt =
        u"The newest %1 has been merged into your worktree already; you need no git command for it."_s.arg(baseBranch);
    if (marked.isEmpty() && unmarked.isEmpty())
        return prompt + u" It merged without conflicts. Check that your change still does what it should.\n"_s;
    const auto list = [&prompt](const QString &heading, const QStringList &paths) {
        if (paths.isEmpty())
            return;
        prompt += u"\n\n"_s + heading + u'\n';
        for (const QString &path : paths)
            prompt += u"- "_s + path + u'\n';
    };
    list(u"These files hold conflict markers. Between \"<<<<<<< this attempt\" and \"|||||||\" stands your version, "
         u"then what both "
         "sides began from, and after \"=======\" what %1 has now. Resolve each place and remove every marker; work "
         "that still "
         "holds one cannot be merged:"_s.arg(baseBranch),
         marked);
    list(
        u"These were changed on both sides and can hold no markers, since they are binary or one side deleted them. "
        u"The version "
        "that is there now is yours, or the one that still exists. Decide for each whether it should be kept, changed or deleted:"_s,
        unmarked);
    return prompt;
}

QString resumePrompt()
{
    return u"You were stopped before you had ended. The worktree is as you left it. Look at what is there, finish the "
           u"spec, and go through "
           "its acceptance criteria before you end."_s;
}

QStringList specTemplates() { return {u"feature"_s, u"fix"_s, u"refactoring"_s}; }

QString specTemplate(const QString &name)
{
    return QString::fromUtf8(QResource(u":/docket/spec/%1.md"_s.arg(name)).uncompressedData());
}

} // namespace docket
