// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/commentbox.h"

#include "diff/warnings.h"
#include "widgets/review/linecells.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace docket {

namespace {
constexpr qreal Margin = 8;   // around the card
constexpr qreal Padding = 12; // inside it
} // namespace

QString shownText(const QString &text)
{
    const auto isPlain = [](QChar c) { return c == u'\n' || (c >= u' ' && c <= u'~'); };
    if (std::ranges::all_of(text, isPlain)) // as nearly all is, and headers ask for it with each paint
        return text;
    QString shown;
    shown.reserve(text.size());
    for (const char32_t c : text.toUcs4()) {
        if (c != U'\n' && LineCells::namedCells(c) > 0)
            shown += u'[' + diff::characterName(c) + u']';
        else
            shown += QString::fromUcs4(&c, 1);
    }
    return shown;
}

QString severityText(review::Severity severity)
{
    switch (severity) {
    case review::Severity::Must: return QCoreApplication::translate("docket::CommentBox", "Must");
    case review::Severity::Should: return QCoreApplication::translate("docket::CommentBox", "Should");
    case review::Severity::Note: return QCoreApplication::translate("docket::CommentBox", "Note");
    case review::Severity::Question: return QCoreApplication::translate("docket::CommentBox", "Question");
    }
    return {};
}

Tone severityTone(review::Severity severity)
{
    switch (severity) {
    case review::Severity::Must: return Tone::Danger;
    case review::Severity::Should: return Tone::Warning;
    case review::Severity::Note: return Tone::Accent;
    case review::Severity::Question: return Tone::Violet;
    }
    return Tone::Neutral;
}

int CommentBox::layOut(int width, const QFont &font)
{
    m_width = width;
    m_font = font;
    m_boldFont = font;
    m_boldFont.setWeight(QFont::DemiBold);
    m_smallFont = font;
    m_smallFont.setPointSizeF(std::max(6.0, font.pointSizeF() * 0.9));
    m_parts.clear();
    m_buttons.clear();
    const QFontMetricsF metrics(m_font);
    const qreal textWidth = std::max(80.0, width - 2 * Margin - 2 * Padding - 4);
    qreal y = Margin + Padding * 0.75;
    const qsizetype shown = isResolved() ? 1 : m_comments.size();
    for (qsizetype i = 0; i < shown; ++i) {
        Part part;
        part.head = QRectF(Margin + Padding + 4, y, textWidth, metrics.height() * 1.25);
        y += part.head.height();
        if (i == 0 && !isResolved())
            y = layOutOrigin(part.head.left(), y, textWidth);
        if (!isResolved()) {
            y += 3;
            QString text = shownText(m_comments[i].body);
            text.replace(u'\n', QChar::LineSeparator);
            part.body = std::make_unique<QTextLayout>(text, m_font);
            QTextOption option;
            option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
            part.body->setTextOption(option);
            part.bodyAt = QPointF(part.head.left(), y);
            part.body->beginLayout();
            qreal height = 0;
            for (QTextLine line = part.body->createLine(); line.isValid(); line = part.body->createLine()) {
                line.setLineWidth(textWidth);
                line.setPosition(QPointF(0, height));
                height += std::ceil(line.height() * 1.15);
            }
            part.body->endLayout();
            y += height + Padding * 0.75;
        }
        m_parts.push_back(std::move(part));
    }
    addButtons(Margin + Padding + 4, y);
    y += metrics.height() * 1.3 + Padding * 0.6;
    m_height = int(std::ceil(y + Margin));
    return m_height;
}

void CommentBox::addButtons(qreal x, qreal y)
{
    const QFontMetricsF metrics(m_smallFont);
    const auto add = [&](Button button, CommentId comment, const QString &text) {
        const QRectF box(x, y, metrics.horizontalAdvance(text) + 12, metrics.height() * 1.3);
        m_buttons.push_back({box, {button, comment}, text});
        x = box.right() + 6;
    };
    if (isResolved()) {
        add(Button::Resolve, first().id, tr("Open again"));
        return;
    }
    add(Button::Reply, first().id, tr("Reply"));
    add(Button::Resolve, first().id, tr("Resolve"));
    add(Button::Edit, m_comments.constLast().id, tr("Edit"));
    add(Button::Delete, m_comments.constLast().id, tr("Delete"));
}

void CommentBox::paint(QPainter &painter, QPointF topLeft, const ThemeColors &theme,
                       std::optional<QPointF> pointer) const
{
    painter.save();
    painter.translate(topLeft);
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QRectF card =
        QRectF(0, 0, m_width, m_height).adjusted(Margin + 0.5, Margin / 2 + 0.5, -Margin - 0.5, -Margin / 2 - 0.5);
    const Tone tone = isResolved() ? Tone::Success : severityTone(first().severity);
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(isResolved() ? theme.panel : theme.base);
    painter.drawRoundedRect(card, 6, 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.toneText(tone));
    painter.drawRoundedRect(QRectF(card.left(), card.top(), 4, card.height()), 2, 2);

    for (size_t i = 0; i < m_parts.size(); ++i) {
        const Part &part = m_parts[i];
        const review::Comment &comment = m_comments[qsizetype(i)];
        QRectF head = part.head;
        if (i == 0) {
            painter.setFont(m_smallFont);
            const QString word = isResolved() ? tr("Resolved") : severityText(comment.severity);
            const QRectF chip(head.left(), head.top(), QFontMetricsF(m_smallFont).horizontalAdvance(word) + 14,
                              head.height());
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.toneBack(tone));
            painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2);
            painter.setPen(theme.toneText(tone));
            painter.drawText(chip, Qt::AlignCenter, word);
            head.setLeft(chip.right() + 8);
        } else {
            painter.setPen(theme.line);
            painter.drawLine(QPointF(head.left(), head.top() - 4), QPointF(head.right(), head.top() - 4));
        }
        painter.setFont(m_boldFont);
        painter.setPen(theme.text);
        const QString author = shownText(comment.author.isEmpty() ? tr("You") : comment.author);
        painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, author);
        head.setLeft(head.left() + QFontMetricsF(m_boldFont).horizontalAdvance(author) + 8);
        painter.setFont(m_smallFont);
        painter.setPen(theme.dimText);
        QString when = QLocale().toString(comment.createdAt.toLocalTime(), QLocale::ShortFormat);
        if (isResolved())
            when = shownText(comment.body.section(u'\n', 0, 0));
        painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(m_smallFont).elidedText(when, Qt::ElideRight, head.width()));
        if (part.body) {
            painter.setPen(theme.text);
            part.body->draw(&painter, part.bodyAt);
        }
    }
    paintOrigin(painter, theme);
    painter.setFont(m_smallFont);
    for (const PlacedButton &button : m_buttons) {
        const bool hovered = pointer && button.box.contains(*pointer - topLeft);
        if (hovered) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.panelRaised);
            painter.drawRoundedRect(button.box.translated(-6, 0), 4, 4);
        }
        painter.setPen(hovered ? theme.text : theme.dimText);
        painter.drawText(button.box.translated(-6, 0), Qt::AlignCenter, button.text);
    }
    painter.restore();
}

std::optional<CommentBox::Hit> CommentBox::buttonAt(QPointF at) const
{
    for (const PlacedButton &button : m_buttons) {
        if (button.box.translated(-6, 0).contains(at))
            return button.hit;
    }
    return {};
}

QString CommentBox::plainText() const
{
    QStringList lines;
    for (const review::Comment &comment : m_comments) {
        const QString author = shownText(comment.author.isEmpty() ? tr("You") : comment.author);
        lines += comment.replyTo.isValid()
            ? tr("Reply by %1: %2").arg(author, shownText(comment.body))
            : tr("%1, comment by %2: %3")
                  .arg(isResolved() ? tr("Resolved") : severityText(comment.severity), author, shownText(comment.body));
    }
    if (const QString place = isResolved() ? QString() : placeText(); !place.isEmpty())
        lines.insert(1, m_code.isEmpty() ? place : place + u' ' + m_code.join(u' '));
    return lines.join(u'\n');
}

} // namespace docket
