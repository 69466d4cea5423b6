// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/speceditor/spectextedit.h"

#include "highlight/languages.h"

#include <QFontDatabase>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

SpecTextEdit::SpecTextEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPointSizeF(font().pointSizeF());
    setFont(mono);
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(18);
    setTabStopDistance(QFontMetricsF(mono).horizontalAdvance(u' ') * 4);
    // Tab moves on: a spec needs no tab characters, and nobody may be caught in here.
    setTabChangesFocus(true);
}

SpecTextEdit::~SpecTextEdit()
{
    // Taking the colours away changes the document, and whoever listens is being taken apart as well.
    blockSignals(true);
    m_colours.reset();
}

void SpecTextEdit::applyTheme()
{
    if (!m_languages)
        m_languages = highlight::makeLanguages();
    if (m_languages && !m_colours)
        m_colours = m_languages->colour(document(), u"Markdown"_s);
    if (m_colours)
        m_colours->setPalette(palette());
}

void SpecTextEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_colours)
        applyTheme();
}

void SpecTextEdit::showEvent(QShowEvent *event)
{
    QPlainTextEdit::showEvent(event);
    // Making a repository reads an index of all languages, so it waits until somebody looks at a spec, and then for
    // the paint.
    if (!m_colours)
        QMetaObject::invokeMethod(this, &SpecTextEdit::applyTheme, Qt::QueuedConnection);
}

void SpecTextEdit::goToLine(int line)
{
    const QTextBlock block = document()->findBlockByNumber(std::clamp(line, 0, std::max(0, blockCount() - 1)));
    QTextCursor cursor(block);
    setTextCursor(cursor);
    centerCursor();
    setFocus();
}

int SpecTextEdit::currentLine() const
{
    return textCursor().blockNumber();
}

bool SpecTextEdit::holds(QStringView text) const
{
    // A document counts the end of its last block too.
    if (text.size() != document()->characterCount() - 1)
        return false;
    const auto same = [](QChar shown, QChar given) {
        // What toPlainText() makes of the characters that a document keeps for itself.
        return shown == given || (shown == QChar::Nbsp && given == u' ')
            || (shown == QChar::LineSeparator && given == u'\n');
    };
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const QString line = block.text();
        const QStringView given = text.first(std::min(line.size(), text.size()));
        if (!std::ranges::equal(line, given, same))
            return false;
        text = text.sliced(given.size());
        if (block.next().isValid() && !text.startsWith(u'\n'))
            return false;
        text = text.sliced(std::min<qsizetype>(1, text.size()));
    }
    return true;
}

void SpecTextEdit::insertAt(int line, const QString &text)
{
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    if (line >= blockCount()) {
        cursor.movePosition(QTextCursor::End);
        if (!cursor.atBlockStart())
            cursor.insertText(u"\n"_s);
        cursor.insertText(text);
    } else {
        cursor.setPosition(document()->findBlockByNumber(line).position());
        cursor.insertText(text + u'\n');
        cursor.movePosition(QTextCursor::PreviousCharacter);
    }
    cursor.endEditBlock();
    setTextCursor(cursor);
    ensureCursorVisible();
    setFocus();
}

void SpecTextEdit::insertCriterion(const SpecDocument &spec)
{
    const QString item = u"- AC-%1: "_s.arg(nextCriterionNumber(spec));
    const SpecSection *section = spec.section(SectionKind::AcceptanceCriteria);
    if (!section) {
        insertAt(blockCount(), u"\n## %1\n\n%2"_s.arg(sectionHeading(SectionKind::AcceptanceCriteria), item));
        return;
    }
    // Below the last line of the section that holds anything.
    int line = spec.criteria.isEmpty() ? section->firstLine : spec.criteria.constLast().lastLine;
    for (int i = std::min(section->lastLine, blockCount() - 1); i > line; --i) {
        if (!document()->findBlockByNumber(i).text().trimmed().isEmpty()) {
            line = i;
            break;
        }
    }
    insertAt(line + 1, line == section->firstLine ? u"\n"_s + item : item);
}

void SpecTextEdit::insertSection(const SpecDocument &spec, SectionKind kind)
{
    if (const SpecSection *section = spec.section(kind)) {
        goToLine(section->firstLine);
        return;
    }
    for (int later = int(kind) + 1; later < int(SectionKind::Other); ++later) {
        if (const SpecSection *next = spec.section(SectionKind(later))) {
            insertAt(next->firstLine, u"## %1\n\n"_s.arg(sectionHeading(kind)));
            return;
        }
    }
    insertAt(blockCount(), u"\n## %1\n\n"_s.arg(sectionHeading(kind)));
}

bool SpecTextEdit::continueList()
{
    const QTextCursor cursor = textCursor();
    if (cursor.hasSelection() || !cursor.atBlockEnd())
        return false;
    static const QRegularExpression item(u"^(\\s*[-*] )(\\[[ x]\\] )?(?:(\\**)AC-(\\d+)(\\**[:.]?\\**) )?(.*)$"_s);
    const QRegularExpressionMatch match = item.match(cursor.block().text());
    if (!match.hasMatch())
        return false;
    QTextCursor edit = cursor;
    if (match.captured(6).trimmed().isEmpty()) {
        edit.select(QTextCursor::LineUnderCursor);
        edit.removeSelectedText();
        return true;
    }
    QString next = match.captured(1) + (match.captured(2).isEmpty() ? QString() : u"[ ] "_s);
    if (!match.captured(4).isEmpty())
        next += match.captured(3) + u"AC-%1"_s.arg(nextCriterionNumber(parseSpec(toPlainText()))) + match.captured(5)
            + u' ';
    edit.insertText(u'\n' + next);
    ensureCursorVisible();
    return true;
}

void SpecTextEdit::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier
        && !isReadOnly()
        && continueList()) {
        event->accept();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

} // namespace docket
