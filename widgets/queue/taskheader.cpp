// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/queue/taskheader.h"

#include "items/plaintext.h"
#include "widgets/common/appearance.h"
#include "widgets/common/chip.h"
#include "widgets/common/primarybutton.h"
#include "widgets/common/words.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace docket {

TaskHeader::TaskHeader(QWidget *parent)
    : QWidget(parent), m_title(new QLabel), m_chip(new Chip), m_meta(new QLabel), m_line(new QLabel),
        m_buttonRow(new QHBoxLayout)
{
    for (QLabel *label : {m_title, m_meta, m_line}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setFocusPolicy(Qt::NoFocus);
    }
    m_title->setObjectName(u"taskTitle"_s);
    m_line->setObjectName(u"taskLine"_s);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.45);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setMinimumWidth(80);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_meta->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_line->setWordWrap(true);
    m_line->hide();

    auto *metaRow = new QHBoxLayout;
    metaRow->setSpacing(10);
    metaRow->addWidget(m_chip);
    metaRow->addWidget(m_meta, 1);
    m_buttonRow->setSpacing(8);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(6);
    texts->addWidget(m_title);
    texts->addLayout(metaRow);
    auto *top = new QHBoxLayout;
    top->setSpacing(16);
    top->addLayout(texts, 1);
    top->addLayout(m_buttonRow);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 12);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_line);
    applyColors();
}

void TaskHeader::setTask(const TaskCard &card, const QString &project, const QString &detail)
{
    m_titleText = visibleText(card.title).simplified();
    elideTitle();
    const StateLook look = Words::state(card.state);
    m_chip->setLook(look);
    QStringList meta{u"#%1"_s.arg(card.id.value), project};
    if (!card.baseBranch.isEmpty())
        meta << tr("into %1", "branch").arg(card.baseBranch);
    if (!card.profile.isEmpty())
        meta << card.profile;
    if (card.attempt > 1)
        meta << tr("attempt %1").arg(card.attempt);
    if (card.round > 0)
        meta << tr("round %1").arg(card.round);
    if (!detail.isEmpty())
        meta << detail;
    meta.removeAll(QString());
    m_meta->setText(meta.join(u"  \u00b7  "_s));
    const QString line = visibleText(card.line).trimmed();
    m_line->setText(line);
    m_line->setVisible(!line.isEmpty() && card.state != TaskState::Asking);
    m_lineTone = look.tone;
    applyColors();
}

void TaskHeader::setSteps(const QList<QAction *> &steps)
{
    while (m_buttons.size() > steps.size()) {
        PrimaryButton *button = m_buttons.takeLast();
        m_buttonRow->removeWidget(button);
        button->hide();
        button->deleteLater();
    }
    for (qsizetype i = m_buttons.size(); i < steps.size(); ++i) {
        auto *button = new PrimaryButton(i == 0 ? PrimaryButton::Look::Prominent : PrimaryButton::Look::Plain);
        button->setObjectName(i == 0 ? u"primaryStep"_s : u"step%1"_s.arg(i));
        // The next step stands at the right end, where the eye stops.
        m_buttonRow->insertWidget(0, button);
        m_buttons << button;
    }
    for (qsizetype i = 0; i < steps.size(); ++i)
        m_buttons[i]->setAction(steps[i]);
}

PrimaryButton *TaskHeader::primaryButton() const
{
    return m_buttons.isEmpty() ? nullptr : m_buttons.constFirst();
}

void TaskHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        applyColors();
    QWidget::changeEvent(event);
}

void TaskHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    elideTitle();
}

void TaskHeader::elideTitle()
{
    m_title->setText(m_title->fontMetrics().elidedText(m_titleText, Qt::ElideRight, std::max(40, m_title->width())));
    m_title->setToolTip(m_titleText);
    m_title->setAccessibleName(m_titleText);
}

void TaskHeader::applyColors()
{
    setTextColor(m_meta, quietText(palette()));
    setTextColor(m_line, toneColor(m_lineTone, palette()));
}

void TaskHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
}

} // namespace docket
