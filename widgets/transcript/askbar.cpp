// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/transcript/askbar.h"

#include "items/plaintext.h"
#include "widgets/common/appearance.h"
#include "widgets/common/icons.h"
#include "widgets/common/primarybutton.h"
#include "widgets/common/words.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

AskBar::AskBar(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel), m_title(new QLabel), m_more(new QLabel), m_reason(new QLabel),
      m_detail(new QPlainTextEdit), m_buttons(new QHBoxLayout)
{
    setObjectName(u"askBar"_s);
    setAccessibleName(tr("The agent asks for permission"));
    for (QLabel *label : {m_title, m_more, m_reason})
        label->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_reason->setObjectName(u"askReason"_s);
    m_reason->setWordWrap(true);
    m_reason->setContentsMargins(26, 0, 0, 0);
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
    layout->addWidget(m_reason);
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
    m_title->setText(Words::question(m_ask));
    const QString detail = visibleText(m_ask.detail).trimmed();
    m_detail->setPlainText(detail);
    m_detail->setVisible(!detail.isEmpty());
    const int lines = std::clamp(int(detail.count(u'\n')) + 1, 1, 9);
    m_detail->setFixedHeight(lines * m_detail->fontMetrics().lineSpacing() + 14);
    QStringList reason;
    if (!m_ask.why.isEmpty())
        reason << tr("Why: %1").arg(visibleText(m_ask.why).simplified());
    if (!m_ask.where.isEmpty())
        reason << tr("Where: %1").arg(visibleText(m_ask.where.join(u", "_s)).simplified());
    m_reason->setText(reason.join(u'\n'));
    m_reason->setVisible(!reason.isEmpty());
    makeButtons();
}

bool AskBar::canHold() const
{
    return !m_ask.needs.isEmpty() && std::ranges::any_of(m_ask.options, [](const PermissionAsk::Option &option) {
        return option.kind == u"allow_once"_s;
    });
}

void AskBar::makeButtons()
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const PermissionAsk::Option &option : std::as_const(m_ask.options)) {
        if (isOwnAsk(m_ask.requestId)) {
            addButton(option,
                      option.kind == u"wait"_s            ? tr("Wait")
                          : option.kind == u"interrupt"_s ? tr("Interrupt")
                                                          : tr("Kill"),
                      GrantScope::Once);
            continue;
        }
        // What holds for longer is kept by Docket, where it can be seen and taken back, and not by the agent.
        if (option.kind == u"allow_always"_s && canHold())
            continue;
        addButton(option, visibleText(option.name).simplified(), GrantScope::Once);
        if (option.kind == u"allow_once"_s && canHold()) {
            addButton(option, tr("Allow for this task"), GrantScope::Task);
            addButton(option, tr("Allow for this project"), GrantScope::Project);
        }
    }
}

void AskBar::addButton(const PermissionAsk::Option &option, const QString &text, GrantScope scope)
{
    const bool allows = option.kind.startsWith(u"allow"_s) || option.kind == u"choose"_s;
    const bool isFirst = option.kind == u"allow_once"_s && scope == GrantScope::Once;
    auto *button = new PrimaryButton(isFirst ? PrimaryButton::Look::Prominent : PrimaryButton::Look::Plain, text);
    button->setObjectName(u"answer_"_s + option.kind
                          + (scope == GrantScope::Once ? QString() : u'_' + grantScopeWord(scope)));
    button->setProperty("kind", option.kind);
    button->setIcon(icon(allows                              ? u"check"_s
                             : option.kind == u"wait"_s      ? u"clock"_s
                             : option.kind == u"interrupt"_s ? u"stop"_s
                                                             : u"cross"_s));
    if (scope != GrantScope::Once) {
        QStringList patterns;
        for (const PermissionRule &rule : std::as_const(m_ask.needs))
            patterns << visibleText(rule.pattern);
        button->setToolTip(patterns.join(u'\n'));
    }
    connect(button, &QPushButton::clicked, this,
            [this, request = m_ask.requestId, id = option.id, scope] { Q_EMIT answered(request, id, scope); });
    m_buttons->addWidget(button);
}

bool AskBar::answer(const QString &kind, GrantScope scope)
{
    for (const PermissionAsk::Option &option : std::as_const(m_ask.options)) {
        if (option.kind == kind && (scope == GrantScope::Once || canHold())) {
            Q_EMIT answered(m_ask.requestId, option.id, scope);
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
