// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "e2e/browser.h"

#include "net/waiting.h"
#include "screenshotfolder.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTest>

namespace neuro::testing {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;
constexpr int clickableMs = 5000;

/// Where it is called so.
QString findProgram()
{
    for (const QString &name : {u"chromium"_s, u"chromium-browser"_s, u"google-chrome"_s}) {
        const QString path = QStandardPaths::findExecutable(name);
        if (!path.isEmpty())
            return path;
    }
    return {};
}

QStringList arguments(const QString &folder)
{
    return {u"--headless=new"_s,
            u"--no-sandbox"_s,
            u"--disable-gpu"_s,
            u"--disable-dev-shm-usage"_s,
            u"--disable-quic"_s,
            u"--no-first-run"_s,
            u"--no-default-browser-check"_s,
            u"--disable-background-networking"_s,
            u"--disable-component-update"_s,
            u"--disable-default-apps"_s,
            u"--disable-extensions"_s,
            u"--disable-sync"_s,
            u"--no-proxy-server"_s,
            u"--hide-scrollbars"_s,
            u"--remote-debugging-port=0"_s,
            u"--user-data-dir="_s + folder,
            u"about:blank"_s};
}

QString quoted(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

QString sentence(const QJsonObject &details)
{
    const QJsonObject exception = details.value("exception"_L1).toObject();
    return details.value("text"_L1).toString() + u' ' +
           exception.value("description"_L1).toString();
}

} // namespace

Browser::Browser()
{
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &Browser::received);
}

Browser::~Browser()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    // Its own children go with it, which a signal does not see to.
    if (m_socket.isValid())
        call(u"Browser.close"_s);
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(patienceMs))
        m_process.kill();
    m_process.waitForFinished(patienceMs);
}

QString Browser::start()
{
    const QString program = findProgram();
    if (program.isEmpty())
        return u"there is no chromium: install the package of that name"_s;
    m_process.start(program, arguments(m_folder.filePath(u"profile"_s)));
    QByteArray said;
    QByteArray address;
    const bool isThere = QTest::qWaitFor(
        [&] {
            said += m_process.readAllStandardError();
            const QByteArray begin = "DevTools listening on ";
            const qsizetype at = said.indexOf(begin);
            const qsizetype end = said.indexOf('\n', at);
            if (at >= 0 && end > at)
                address = said.sliced(at + begin.size(), end - at - begin.size()).trimmed();
            return !address.isEmpty() || m_process.state() == QProcess::NotRunning;
        },
        patienceMs);
    if (!isThere || address.isEmpty())
        return u"chromium does not start: "_s + QString::fromUtf8(said) + m_process.errorString();
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_socket.open(QUrl(QString::fromUtf8(address)));
    if (!QTest::qWaitFor([this] { return m_socket.isValid(); }, patienceMs))
        return u"chromium does not answer: "_s + m_socket.errorString();
    return attach();
}

QString Browser::attach()
{
    const QJsonObject target = call(u"Target.createTarget"_s, {{u"url"_s, u"about:blank"_s}});
    const QJsonObject attached =
        call(u"Target.attachToTarget"_s,
             {{u"targetId"_s, target.value("targetId"_L1)}, {u"flatten"_s, true}});
    m_session = attached.value("sessionId"_L1).toString();
    if (m_session.isEmpty())
        return u"chromium gives no page"_s;
    for (const QString &domain : {u"Page"_s, u"Runtime"_s, u"Network"_s, u"Log"_s})
        call(domain + u".enable"_s);
    return {};
}

QString Browser::open(const QUrl &url)
{
    m_isLoaded = false;
    const QJsonObject answer = call(u"Page.navigate"_s, {{u"url"_s, url.toString()}});
    const QString error = answer.value("errorText"_L1).toString();
    if (!error.isEmpty())
        return error;
    return tests::waitUntil([this] { return m_isLoaded; }, patienceMs)
               ? QString()
               : u"the page does not get loaded: "_s + url.toString();
}

QJsonValue Browser::evaluate(const QString &expression)
{
    const QJsonObject answer = call(
        u"Runtime.evaluate"_s,
        {{u"expression"_s, expression}, {u"returnByValue"_s, true}, {u"awaitPromise"_s, true}});
    const QJsonObject details = answer.value("exceptionDetails"_L1).toObject();
    if (!details.isEmpty())
        return QString(u"throws: "_s + sentence(details));
    return answer.value("result"_L1).toObject().value("value"_L1);
}

bool Browser::waitFor(const QString &expression)
{
    return QTest::qWaitFor([&] { return evaluate(u"Boolean("_s + expression + u')') == true; },
                           patienceMs);
}

QString Browser::textOf(const QString &selector)
{
    return evaluate(u"document.querySelector(%1)?.innerText ?? ''"_s.arg(quoted(selector)))
        .toString();
}

bool Browser::click(const QString &selector)
{
    const QString script = uR"((() => {
        const element = document.querySelector(%1);
        element?.scrollIntoView({block: 'center', behavior: 'instant'});
        const box = element?.getBoundingClientRect();
        if (!box || box.width === 0 || box.height === 0)
            return null;
        const at = {x: box.x + box.width / 2, y: box.y + box.height / 2};
        const hit = document.elementFromPoint(at.x, at.y);
        return element.contains(hit) ? at : null;
    })())"_s;
    QJsonObject at;
    const bool isThere = QTest::qWaitFor(
        [&] {
            at = evaluate(script.arg(quoted(selector))).toObject();
            return !at.isEmpty();
        },
        clickableMs);
    if (!isThere)
        return false;
    for (const QString &kind : {u"mouseMoved"_s, u"mousePressed"_s, u"mouseReleased"_s}) {
        call(u"Input.dispatchMouseEvent"_s, {{u"type"_s, kind},
                                             {u"x"_s, at.value("x"_L1)},
                                             {u"y"_s, at.value("y"_L1)},
                                             {u"button"_s, u"left"_s},
                                             {u"clickCount"_s, 1}});
    }
    return true;
}

void Browser::type(const QString &text)
{
    call(u"Input.insertText"_s, {{u"text"_s, text}});
}

void Browser::press(const QString &key)
{
    const bool isEnter = key == u"Enter"_s;
    QJsonObject event{{u"type"_s, u"keyDown"_s}, {u"key"_s, key}, {u"code"_s, key}};
    if (isEnter) {
        event.insert(u"text"_s, u"\r"_s);
        event.insert(u"windowsVirtualKeyCode"_s, 13);
    }
    call(u"Input.dispatchKeyEvent"_s, event);
    event.insert(u"type"_s, u"keyUp"_s);
    event.remove(u"text"_s);
    call(u"Input.dispatchKeyEvent"_s, event);
}

void Browser::setColorScheme(const QString &scheme)
{
    const QJsonObject feature{{u"name"_s, u"prefers-color-scheme"_s}, {u"value"_s, scheme}};
    call(u"Emulation.setEmulatedMedia"_s, {{u"features"_s, QJsonArray{feature}}});
}

void Browser::setSize(QSize size)
{
    call(u"Emulation.setDeviceMetricsOverride"_s, {{u"width"_s, size.width()},
                                                   {u"height"_s, size.height()},
                                                   {u"deviceScaleFactor"_s, 1},
                                                   {u"mobile"_s, false}});
}

QString Browser::takePicture(const QString &name)
{
    const QJsonObject answer = call(u"Page.captureScreenshot"_s, {{u"format"_s, u"png"_s}});
    const QByteArray png = QByteArray::fromBase64(answer.value("data"_L1).toString().toLatin1());
    if (!png.startsWith("\x89PNG"))
        return u"chromium gives no picture"_s;
    const QDir folder = screenshotFolder();
    QFile file(folder.filePath(name));
    const bool isWritten =
        folder.mkpath(u"."_s) && file.open(QIODevice::WriteOnly) && file.write(png) == png.size();
    return isWritten ? QString() : file.fileName() + u": "_s + file.errorString();
}

void Browser::forget()
{
    m_requests.clear();
    m_problems.clear();
}

QJsonObject Browser::call(const QString &method, const QJsonObject &parameters)
{
    const int id = ++m_lastCall;
    QJsonObject request{{u"id"_s, id}, {u"method"_s, method}, {u"params"_s, parameters}};
    if (!m_session.isEmpty())
        request.insert(u"sessionId"_s, m_session);
    m_socket.sendTextMessage(
        QString::fromUtf8(QJsonDocument(request).toJson(QJsonDocument::Compact)));
    const bool isAnswered = tests::waitUntil(
        [this, id] { return m_answers.contains(id) || !m_socket.isValid(); }, patienceMs);
    const QJsonObject answer = m_answers.take(id);
    if (!isAnswered || answer.contains("error"_L1))
        qWarning(
            "%ls: %ls", qUtf16Printable(method),
            qUtf16Printable(answer.value("error"_L1).toObject().value("message"_L1).toString()));
    return answer.value("result"_L1).toObject();
}

void Browser::received(const QString &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
    if (message.contains("id"_L1))
        m_answers.insert(message.value("id"_L1).toInt(), message);
    else if (message.value("sessionId"_L1) == m_session)
        noteEvent(message.value("method"_L1).toString(), message.value("params"_L1).toObject());
}

void Browser::noteEvent(const QString &method, const QJsonObject &parameters)
{
    if (method == u"Page.loadEventFired"_s) {
        m_isLoaded = true;
    } else if (method == u"Network.requestWillBeSent"_s) {
        m_requests.append(parameters.value("request"_L1).toObject().value("url"_L1).toString());
    } else if (method == u"Network.webSocketCreated"_s) {
        m_requests.append(parameters.value("url"_L1).toString());
    } else if (method == u"Runtime.exceptionThrown"_s) {
        m_problems.append(sentence(parameters.value("exceptionDetails"_L1).toObject()));
    } else if (method == u"Log.entryAdded"_s) {
        const QJsonObject entry = parameters.value("entry"_L1).toObject();
        if (entry.value("level"_L1).toString() == u"error"_s)
            m_problems.append(entry.value("text"_L1).toString());
    } else if (method == u"Runtime.consoleAPICalled"_s) {
        m_problems.append(u"console: "_s + parameters.value("type"_L1).toString());
    }
}

} // namespace neuro::testing
