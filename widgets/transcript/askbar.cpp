// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/transcript/askbar.h"

#include "items/plaintext.h"
#include "widgets/common/appearance.h"
#include "widgets/common/icons.h"
#include "widgets/common/primarybutton.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

AskBar::AskBar(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel), m_title(new QLabel), m_more(new QLabel), m_detail(new QPlainTextEdit),
        m_buttons(new QHBoxLayout)
{
    setObjectName(u"askBar"_s);
    setAccessibleName(tr("The agent asks for permission"));
    for (QLabel *label : {m_title, m_more})
        label->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_detail->setObjectName(u"askDetail"_s);
    m_detail->setAccessibleName(tr("What the agent wants to do"));
    m_detail->setReadOnly(true);
    m_detail->setTabChangesFocus(true);
    m_detail->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_detail->setFrameShape(QFrame::NoFrame);
    m_buttons->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    head->addWidget(m_more, 0, Qt::AlignTop);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(26, 0, 0, 0);
    row->addLayout(m_buttons);
    row->addStretch();
    auto *detailRow = new QHBoxLayout;
    detailRow->setContentsMargins(26, 0, 0, 0);
    detailRow->addWidget(m_detail);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(9);
    layout->addLayout(head);
    layout->addLayout(detailRow);
    layout->addLayout(row);
    hide();
}

void AskBar::setAsks(const QList<PermissionAsk> &asks)
{
    setVisible(!asks.isEmpty());
    if (asks.isEmpty()) {
        m_ask = {};
        return;
    }
    m_more->setText(asks.size() > 1 ? tr("%n more after this", nullptr, int(asks.size()) - 1) : QString());
    m_icon->setPixmap(icon(u"question"_s, toneColor(Tone::Warning, palette())).pixmap(QSize(16, 16),
            devicePixelRatioF()));
    if (m_ask == asks.constFirst())
        return;
    m_ask = asks.constFirst();
    m_title->setText(visibleText(m_ask.title).simplified());
    const QString detail = visibleText(m_ask.detail).trimmed();
    m_detail->setPlainText(detail);
    m_detail->setVisible(!detail.isEmpty());
    const int lines = std::clamp(int(detail.count(u'\n')) + 1, 1, 9);
    m_detail->setFixedHeight(lines * m_detail->fontMetrics().lineSpacing() + 14);
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const QString request = m_ask.requestId;
    for (const PermissionAsk::Option &option : std::as_const(m_ask.options)) {
        const bool allows = option.kind.startsWith(u"allow"_s);
        auto *button = new PrimaryButton(option.kind == u"allow_once"_s ? PrimaryButton::Look::Prominent
                                         : PrimaryButton::Look::Plain,
                                         visibleText(option.name).simplified());
        button->setObjectName(u"answer_"_s + option.kind);
        button->setProperty("kind", option.kind);
        button->setIcon(icon(allows ? u"check"_s : u"cross"_s));
        connect(button, &QPushButton::clicked, this, [this, request, id = option.id] { Q_EMIT answered(request, id); });
        m_buttons->addWidget(button);
    }
}

bool AskBar::answer(const QString &kind)
{
    for (const PermissionAsk::Option &option : std::as_const(m_ask.options)) {
        if (option.kind == kind) {
            Q_EMIT answered(m_ask.requestId, option.id);
            return true;
        }
    }
    return false;
}

void AskBar::focusFirst()
{
    if (QLayoutItem *item = m_buttons->itemAt(0))
        item->widget()->setFocus(Qt::OtherFocusReason);
}

void AskBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), toneGround(Tone::Warning, palette()));
    painter.fillRect(QRect(0, 0, width(), 1), hairline(palette()));
    painter.fillRect(QRect(0, 0, 4, height()), toneColor(Tone::Warning, palette()));
}

} // namespace docket
