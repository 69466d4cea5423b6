// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/emptystate.h"

#include "widgets/common/appearance.h"
#include "widgets/common/icons.h"
#include "widgets/common/primarybutton.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace docket {

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent), m_glyph(new QLabel), m_heading(new QLabel), m_words(new QLabel), m_buttons(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(32, 32, 32, 48);
    layout->setSpacing(10);
    layout->addStretch(2);
    for (QLabel *label : {m_glyph, m_heading, m_words}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setTextFormat(Qt::PlainText);
    }
    layout->addWidget(m_glyph);
    layout->addWidget(m_heading);
    // A label narrower than its place stands at its left edge; the stretches keep it in the middle.
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_words, 1000);
    middle->addStretch(1);
    layout->addLayout(middle);
    m_words->setWordWrap(true);
    m_words->setMaximumWidth(440);
    QFont font = m_heading->font();
    font.setPointSizeF(font.pointSizeF() * 1.35);
    font.setWeight(QFont::DemiBold);
    m_heading->setFont(font);
    m_heading->setWordWrap(true);
    layout->addSpacing(8);
    m_buttons->setSpacing(8);
    layout->addLayout(m_buttons);
    layout->addStretch(3);
}

void EmptyState::setContent(const QString &iconName, const QString &heading, const QString &words,
                            const QList<QAction *> &actions)
{
    m_iconName = iconName;
    m_heading->setText(heading);
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (qsizetype i = 0; i < actions.size(); ++i) {
        auto *button = new PrimaryButton(i == 0 ? PrimaryButton::Look::Prominent : PrimaryButton::Look::Plain);
        button->setAction(actions[i]);
        button->setObjectName(actions[i]->objectName() + u"EmptyButton"_s);
        m_buttons->addWidget(button, 0, Qt::AlignHCenter);
    }
    paintGlyph();
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        paintGlyph();
    QWidget::changeEvent(event);
}

void EmptyState::paintGlyph()
{
    setTextColor(m_words, quietText(palette()));
    QColor color = quietText(palette());
    color.setAlpha(150);
    m_glyph->setPixmap(icon(m_iconName, color).pixmap(QSize(52, 52), devicePixelRatioF()));
}

} // namespace docket
