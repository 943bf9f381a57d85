<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CorpColumns</name>
    <message>
        <source>Unknown corp</source>
        <translation>未知企业</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Links changed</source>
        <translation>链接有变更</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>授权不完整</translation>
    </message>
    <message>
        <source>Corp</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Placements</source>
        <translation>接入位置</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>最近事件</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Access lost</source>
        <translation>授权失效</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>同步中</translation>
    </message>
    <message>
        <source>Deleting</source>
        <translation>清除中</translation>
    </message>
    <message>
        <source>Accounts</source>
        <extracomment>The number of a corp&apos;s kf accounts.</extracomment>
        <translation>账号</translation>
    </message>
    <message>
        <source>Authorised</source>
        <translation>授权时间</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>No accounts</source>
        <translation>等待账号</translation>
    </message>
    <message>
        <source>Sync failed</source>
        <translation>同步失败</translation>
    </message>
</context>
<context>
    <name>EventColumns</name>
    <message>
        <source>Unreadable</source>
        <translation>无法解读</translation>
    </message>
    <message>
        <source>Platform ticket</source>
        <translation>平台票据</translation>
    </message>
    <message>
        <source>First authorisation</source>
        <translation>首次授权</translation>
    </message>
    <message>
        <source>Authorisation changed</source>
        <translation>变更授权</translation>
    </message>
    <message>
        <source>Authorisation cancelled</source>
        <translation>取消授权</translation>
    </message>
    <message>
        <source>Permanent code reset</source>
        <translation>重置授权码</translation>
    </message>
    <message>
        <source>Customer message</source>
        <translation>客服消息</translation>
    </message>
    <message>
        <source>Accounts changed</source>
        <translation>账号变更</translation>
    </message>
    <message numerus="yes">
        <source>Done · %n accounts</source>
        <translation>
            <numerusform>已完成 · %n 个账号</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading accounts</source>
        <translation>正在读取账号</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Authorisation code expired</source>
        <translation>授权码已过期</translation>
    </message>
    <message>
        <source>Cannot be read, kept</source>
        <translation>无法解读，已保存</translation>
    </message>
    <message>
        <source>Kept; not used by this program</source>
        <translation>已保存，本程序不处理</translation>
    </message>
    <message>
        <source>(deleted)</source>
        <translation>（已清除）</translation>
    </message>
    <message>
        <source>(to be confirmed)</source>
        <translation>（待换取）</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Corp</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>&quot;state&quot; is the parameter&apos;s name in WeCom&apos;s documents.</extracomment>
        <translation>state</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>%1 left · %2</source>
        <extracomment>%1 is the time left, mm:ss, before an authorisation code dies; %2 what holds it up.</extracomment>
        <translation>剩余 %1 · %2</translation>
    </message>
    <message>
        <source>Same accounts</source>
        <translation>账号无增减</translation>
    </message>
    <message>
        <source>Accounts %1</source>
        <extracomment>%1 is how many kf accounts a change of the authorisation has added and removed: &quot;+1 −2&quot;.</extracomment>
        <translation>账号 %1</translation>
    </message>
    <message>
        <source>Deleted · #%1</source>
        <translation>已删除 · 回执 #%1</translation>
    </message>
</context>
<context>
    <name>EventStory</name>
    <message>
        <source>A merchant</source>
        <translation>商户</translation>
    </message>
    <message>
        <source>It passed every check, so it is from WeCom, but its text is no event that can be read. It is kept as it came. If this happens often, report it with the support bundle.</source>
        <translation>通过了全部校验，确实来自企业微信，但内容无法解读，已原样保存。如经常出现，请附上支持包反馈。</translation>
    </message>
    <message>
        <source>KfDesk does not use events of this kind. It was answered and is kept.</source>
        <translation>KfDesk 不处理这类事件，已应答并保存。</translation>
    </message>
    <message>
        <source>KfDesk tries again by itself.</source>
        <translation>KfDesk 会自动重试。</translation>
    </message>
    <message>
        <source>A merchant has authorised. KfDesk is fetching the permanent code; the code that came lives ten minutes.</source>
        <translation>商户已授权，正在换取永久授权码；收到的临时授权码十分钟内有效。</translation>
    </message>
    <message>
        <source>KfDesk is working on it.</source>
        <translation>KfDesk 正在处理。</translation>
    </message>
    <message>
        <source>WeCom sent a new platform ticket. It is saved and valid for 30 minutes.</source>
        <translation>企业微信推送了新的平台票据，已保存，有效期 30 分钟。</translation>
    </message>
    <message>
        <source>WeCom replaced the permanent code of %1. The new one is saved.</source>
        <translation>企业微信重置了「%1」的永久授权码，新授权码已保存。</translation>
    </message>
    <message>
        <source>A customer wrote to %1, or a consultation moved on. KfDesk notes that it came.</source>
        <translation>有客户向「%1」发来消息，或会话状态有变化，已记录。</translation>
    </message>
    <message>
        <source>%1 authorised.</source>
        <translation>「%1」完成授权。</translation>
    </message>
    <message>
        <source>%1 authorised at “%2”.</source>
        <translation>「%1」在「%2」完成授权。</translation>
    </message>
    <message>
        <source>%1 changed what it authorises. Its kf accounts are being read.</source>
        <translation>「%1」变更了授权，正在读取客服账号。</translation>
    </message>
    <message>
        <source>%1 changed what it authorises: %2 kf accounts more, %3 fewer.</source>
        <translation>「%1」变更了授权：新增 %2 个、减少 %3 个客服账号。</translation>
    </message>
    <message>
        <source>The merchant cancelled the authorisation.</source>
        <translation>商户取消了授权。</translation>
    </message>
    <message>
        <source>The merchant cancelled the authorisation. All data about it are being deleted.</source>
        <translation>商户取消了授权，正在清除其全部数据。</translation>
    </message>
    <message>
        <source>The merchant cancelled the authorisation. All data about it are deleted; every file of the workspace is being searched for remains.</source>
        <translation>商户取消了授权，其全部数据已清除，正在逐个检查工作区文件有无残留。</translation>
    </message>
    <message>
        <source>The merchant cancelled the authorisation. All data about it are deleted, and every file of the workspace was searched: nothing is left.</source>
        <translation>商户取消了授权，其全部数据已清除；已逐个检查工作区文件，没有残留。</translation>
    </message>
    <message>
        <source>Its kf accounts are being read.</source>
        <translation>正在读取客服账号。</translation>
    </message>
    <message numerus="yes">
        <source>%n kf accounts came with it; their links are being made.</source>
        <translation>
            <numerusform>共 %n 个客服账号，正在生成链接。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kf accounts came with it; their links are ready.</source>
        <translation>
            <numerusform>共 %n 个客服账号，链接已就绪。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>Today %1</source>
        <extracomment>%1 is a time of day: &quot;Today 13:47&quot;</extracomment>
        <translation>今天 %1</translation>
    </message>
    <message>
        <source>Yesterday %1</source>
        <translation>昨天 %1</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n 分钟前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n 小时前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n 天前</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LinkColumns</name>
    <message>
        <source>%1 (no longer authorised)</source>
        <extracomment>A kf account whose authorisation the corp took back; %1 is its name.</extracomment>
        <translation>%1（已不再授权）</translation>
    </message>
    <message>
        <source>To configure</source>
        <translation>待配置</translation>
    </message>
    <message>
        <source>Configured</source>
        <translation>已配置</translation>
    </message>
    <message>
        <source>Corp</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Kf account</source>
        <translation>客服账号</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>接入位置</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>scene</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>更新时间</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the link of %1</source>
        <translation>复制%1的链接</translation>
    </message>
</context>
<context>
    <name>LinkCsv</name>
    <message>
        <source>Corp</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Corp ID</source>
        <translation>企业 ID</translation>
    </message>
    <message>
        <source>Kf account</source>
        <translation>客服账号</translation>
    </message>
    <message>
        <source>Kf account ID</source>
        <translation>客服账号 ID</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>接入位置</translation>
    </message>
    <message>
        <source>State</source>
        <translation>state</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>scene</translation>
    </message>
    <message>
        <source>Scene parameter</source>
        <translation>scene_param</translation>
    </message>
    <message>
        <source>Kf link</source>
        <translation>客服链接</translation>
    </message>
    <message>
        <source>Authorised at</source>
        <translation>授权时间</translation>
    </message>
    <message>
        <source>Configured at</source>
        <translation>配置时间</translation>
    </message>
    <message>
        <source>Updated at</source>
        <translation>更新时间</translation>
    </message>
    <message>
        <source>Component ID</source>
        <translation>组件 ID</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Authorised corps</source>
        <translation>授权企业</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>接入邀请</translation>
    </message>
    <message>
        <source>Kf links</source>
        <translation>客服链接</translation>
    </message>
    <message>
        <source>Callback events</source>
        <translation>回调事件</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>PlacementColumns</name>
    <message>
        <source>%1 (archived)</source>
        <translation>%1（已归档）</translation>
    </message>
    <message>
        <source>One account</source>
        <extracomment>How many kf accounts a merchant can choose in one authorisation.</extracomment>
        <translation>单账号</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>多账号</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>接入位置</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Authorised</source>
        <translation>已授权</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Type “%1” to confirm</source>
        <translation>请输入「%1」以确认</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
</context>
<context>
    <name>SandboxSession</name>
    <message>
        <source>Sandbox</source>
        <extracomment>The name of the simulated component.</extracomment>
        <translation>沙箱组件</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Flagship store, Nanshan</source>
        <translation>南山旗舰店</translation>
    </message>
    <message>
        <source>Order page by QR code</source>
        <translation>扫码点单页</translation>
    </message>
    <message>
        <source>Website chat button</source>
        <translation>官网悬浮按钮</translation>
    </message>
    <message>
        <source>Mini program, “Me” tab</source>
        <translation>小程序「我的」</translation>
    </message>
    <message>
        <source>Booking page</source>
        <translation>预约页</translation>
    </message>
    <message>
        <source>Course page</source>
        <translation>课程页</translation>
    </message>
</context>
<context>
    <name>ctl</name>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Component ID</source>
        <translation>组件 ID</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Corp ID</source>
        <translation>企业 ID</translation>
    </message>
    <message>
        <source>Corp</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Kf accounts</source>
        <translation>客服账号</translation>
    </message>
    <message>
        <source>States</source>
        <translation>state</translation>
    </message>
    <message>
        <source>Authorised</source>
        <translation>授权时间</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>最近错误</translation>
    </message>
    <message>
        <source>Kf account ID</source>
        <translation>客服账号 ID</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到时间</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>State</source>
        <translation>state</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>明文</translation>
    </message>
    <message>
        <source>Kf account</source>
        <translation>客服账号</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>接入位置</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>scene</translation>
    </message>
    <message>
        <source>Configured</source>
        <translation>已配置</translation>
    </message>
    <message>
        <source>Kf link</source>
        <translation>客服链接</translation>
    </message>
    <message>
        <source>One account</source>
        <translation>单账号</translation>
    </message>
    <message>
        <source>Corps</source>
        <translation>企业数</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>Purged</source>
        <translation>清除时间</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>核验时间</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Text no.</source>
        <translation>文本序号</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Out of reach of a purge: CSV files you exported, copies of the folder that you or a backup program made, and swap.</source>
        <translation>清除无法触及：您导出的 CSV 文件，您或备份程序复制的文件夹，以及交换区。</translation>
    </message>
    <message>
        <source>parameter_lost: the address leads to the account, but consultations are not reported to you. Copy the whole link again.</source>
        <translation>parameter_lost（参数丢失）：链接仍能打开该客服账号，但咨询不会回调给您。请重新复制完整链接。</translation>
    </message>
    <message>
        <source>altered: only scene_param may be put behind a link that was made with a scene. Copy the whole link again.</source>
        <translation>altered（被改动）：只能在带 scene 的链接末尾追加 scene_param。请重新复制完整链接。</translation>
    </message>
    <message>
        <source>other_account: the parameters belong to a link of another account. Copy the whole link of the account that is meant.</source>
        <translation>other_account（其他账号）：参数来自另一个客服账号的链接。请复制目标账号的完整链接。</translation>
    </message>
    <message>
        <source>unknown: no link of a corp that has authorised you. If it should be one, run kfdeskctl sync and check again.</source>
        <translation>unknown（未知）：不是已授权企业的客服链接。如果应该是，请先运行 kfdeskctl sync 再检查。</translation>
    </message>
    <message>
        <source>old_enc_scene: a link of an early version, which takes no scene_param. Replace it by the account&apos;s link.</source>
        <translation>old_enc_scene（旧版链接）：早期版本的链接，不支持 scene_param。请换成该账号现在的链接。</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>WeCom answered with a code KfDesk does not know</source>
        <translation>企业微信返回了 KfDesk 不认识的代码</translation>
    </message>
    <message>
        <source>Look it up at https://open.work.weixin.qq.com/devtool/query?e={code}, or give the hint to WeCom&apos;s support.</source>
        <translation>可在 https://open.work.weixin.qq.com/devtool/query?e={code} 查询，或把 hint 提供给企业微信客服。</translation>
    </message>
    <message>
        <source>Something failed that KfDesk has no words for: {id}</source>
        <translation>发生了 KfDesk 尚无说明的错误：{id}</translation>
    </message>
    <message>
        <source>Try again; if it stays so, report it with the support bundle.</source>
        <translation>请重试；仍然如此请连同错误码一起反馈。</translation>
    </message>
    <message>
        <source>this machine&apos;s public address</source>
        <translation>本机的公网地址</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>该文件</translation>
    </message>
    <message>
        <source>the server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>another process</source>
        <translation>另一个进程</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 is the cause of an error, %2 its number</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <extracomment>%1 is the cause of an error, %2 what to do about it</extracomment>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>The name {host} cannot be resolved</source>
        <translation>无法解析 {host}</translation>
    </message>
    <message>
        <source>Check this machine&apos;s network and DNS, and the API address of the component.</source>
        <translation>请检查本机网络、DNS 和组件的 API 地址。</translation>
    </message>
    <message>
        <source>{host} refuses the connection</source>
        <translation>{host} 拒绝连接</translation>
    </message>
    <message>
        <source>Check that the server runs and that a firewall lets the connection through.</source>
        <translation>请确认服务器在运行，且防火墙放行。</translation>
    </message>
    <message>
        <source>No secure connection to {host} could be made</source>
        <translation>无法与 {host} 建立安全连接</translation>
    </message>
    <message>
        <source>Check this machine&apos;s clock, and whether a proxy replaces certificates.</source>
        <translation>请检查本机时间，以及代理是否替换了证书。</translation>
    </message>
    <message>
        <source>The proxy does not answer</source>
        <translation>代理没有应答</translation>
    </message>
    <message>
        <source>Check the component&apos;s proxy, its port and that it lets connections to WeCom through.</source>
        <translation>请检查组件的代理地址和端口，并确认代理放行到企业微信的连接。</translation>
    </message>
    <message>
        <source>The proxy does not accept the user name or password</source>
        <translation>代理不接受用户名或密码</translation>
    </message>
    <message>
        <source>Correct user:password in the component&apos;s proxy.</source>
        <translation>请更正组件代理中的 用户名:密码。</translation>
    </message>
    <message>
        <source>There is no connection to {host}</source>
        <translation>无法连接 {host}</translation>
    </message>
    <message>
        <source>Check this machine&apos;s network and try again.</source>
        <translation>请检查本机网络后重试。</translation>
    </message>
    <message>
        <source>{host} did not answer in time</source>
        <translation>{host} 未按时应答</translation>
    </message>
    <message>
        <source>Try again; if it happens often, check the network and the proxy.</source>
        <translation>请重试；若经常发生，请检查网络和代理。</translation>
    </message>
    <message>
        <source>The connection to {host} broke before the answer came</source>
        <translation>与 {host} 的连接在应答前中断</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Start it again when you want to go on.</source>
        <translation>需要时可重新开始。</translation>
    </message>
    <message>
        <source>The answer of {host} is larger than any answer of WeCom</source>
        <translation>{host} 的应答超出企业微信的正常大小</translation>
    </message>
    <message>
        <source>Check the API address and the proxy of the component: something else answers there.</source>
        <translation>请检查组件的 API 地址和代理：应答的不是企业微信。</translation>
    </message>
    <message>
        <source>The parameters of the request are malformed</source>
        <translation>请求参数格式有误</translation>
    </message>
    <message>
        <source>Hand in the query exactly as it was received, still percent-encoded.</source>
        <translation>请原样提供收到的查询串（保持百分号编码）。</translation>
    </message>
    <message>
        <source>{address} is not an address to listen on</source>
        <translation>{address} 不是可监听的地址</translation>
    </message>
    <message>
        <source>Use 127.0.0.1 behind a reverse proxy, or the numeric address of a network card.</source>
        <translation>有反向代理时用 127.0.0.1，否则填网卡的数字地址。</translation>
    </message>
    <message>
        <source>Port {port} of {address} is in use by another program</source>
        <translation>{address} 的端口 {port} 已被其他程序占用</translation>
    </message>
    <message>
        <source>Stop that program, or choose another port and tell the reverse proxy.</source>
        <translation>请停止该程序，或换一个端口并同步修改反向代理。</translation>
    </message>
    <message>
        <source>You may not listen on port {port} of {address}</source>
        <translation>无权监听 {address} 的端口 {port}</translation>
    </message>
    <message>
        <source>Choose a port above 1023 and let a reverse proxy forward to it.</source>
        <translation>请用 1023 以上的端口，由反向代理转发。</translation>
    </message>
    <message>
        <source>Listening on {address}, port {port}, failed ({detail})</source>
        <translation>监听 {address} 端口 {port} 失败（{detail}）</translation>
    </message>
    <message>
        <source>Choose an address of this machine and a free port.</source>
        <translation>请选择本机的地址和空闲端口。</translation>
    </message>
    <message>
        <source>No platform ticket has arrived for this component yet</source>
        <translation>该组件还没有收到平台票据</translation>
    </message>
    <message>
        <source>WeCom pushes one every ten minutes to the callback URL: check that it reaches this listener, press 刷新Ticket in 服务商助手, or paste the ticket.</source>
        <translation>企业微信每十分钟向回调地址推送一次：请确认能送达本监听，或在服务商助手点「刷新Ticket」，或手工粘贴票据。</translation>
    </message>
    <message>
        <source>The platform ticket is older than 30 minutes</source>
        <translation>平台票据已超过 30 分钟</translation>
    </message>
    <message>
        <source>Callbacks no longer arrive: check the listener and the reverse proxy, press 刷新Ticket in 服务商助手, or paste the ticket.</source>
        <translation>回调已收不到：请检查监听和反向代理，或在服务商助手点「刷新Ticket」，或手工粘贴票据。</translation>
    </message>
    <message>
        <source>The request lacks msg_signature, timestamp or nonce, or has one of them twice</source>
        <translation>请求缺少或重复了 msg_signature、timestamp、nonce 之一</translation>
    </message>
    <message>
        <source>Check that the reverse proxy passes the query on unchanged.</source>
        <translation>请确认反向代理原样转发查询串。</translation>
    </message>
    <message>
        <source>The body of the request is not a WeCom envelope</source>
        <translation>请求正文不是企业微信的格式</translation>
    </message>
    <message>
        <source>Check that the relay passes the body on byte for byte and does not rewrite it.</source>
        <translation>请确认转发环节逐字节转发正文，不作改写。</translation>
    </message>
    <message>
        <source>The envelope has no Encrypt element</source>
        <translation>正文中没有 Encrypt 元素</translation>
    </message>
    <message>
        <source>Set the callback of the component to encrypted messages (安全模式).</source>
        <translation>请把组件回调设为加密方式（安全模式）。</translation>
    </message>
    <message>
        <source>The signature does not match</source>
        <translation>签名不符</translation>
    </message>
    <message>
        <source>The callback Token differs from WeCom&apos;s: copy it again from the component&apos;s callback configuration.</source>
        <translation>回调 Token 与企业微信不一致：请从组件的回调配置重新复制。</translation>
    </message>
    <message>
        <source>The EncodingAESKey must be exactly 43 letters and digits</source>
        <translation>EncodingAESKey 须为 43 位字母数字</translation>
    </message>
    <message>
        <source>Copy it from the component&apos;s callback configuration; mind the last character.</source>
        <translation>请从组件的回调配置复制，注意不要漏掉最后一位。</translation>
    </message>
    <message>
        <source>The ciphertext is not base64</source>
        <translation>密文不是 base64</translation>
    </message>
    <message>
        <source>Something on the way changes the body or decodes + as a blank: check the relay.</source>
        <translation>途中有环节改动了正文，或把 + 变成空格：请检查转发。</translation>
    </message>
    <message>
        <source>The ciphertext is cut off or empty</source>
        <translation>密文不完整或为空</translation>
    </message>
    <message>
        <source>Check that the relay passes the whole body on.</source>
        <translation>请确认转发环节传递完整正文。</translation>
    </message>
    <message>
        <source>The message cannot be decrypted with this EncodingAESKey</source>
        <translation>用此 EncodingAESKey 无法解密</translation>
    </message>
    <message>
        <source>Copy the EncodingAESKey again from the component&apos;s callback configuration.</source>
        <translation>请从组件的回调配置重新复制 EncodingAESKey。</translation>
    </message>
    <message>
        <source>The decrypted message has an impossible length</source>
        <translation>解密后的长度不合理</translation>
    </message>
    <message>
        <source>The message is meant for another component or provider</source>
        <translation>该消息属于其他组件或服务商</translation>
    </message>
    <message>
        <source>Check the suite_id and the provider&apos;s corp ID, and that the callback URL ends with this component&apos;s suite_id.</source>
        <translation>请检查 suite_id 和服务商 corpid，并确认回调地址以该组件的 suite_id 结尾。</translation>
    </message>
    <message>
        <source>KfDesk waits so that WeCom&apos;s call limits are kept</source>
        <translation>为不超过企业微信的调用限额，正在等待</translation>
    </message>
    <message>
        <source>It goes on by itself as soon as calls are free again.</source>
        <translation>额度恢复后会自动继续。</translation>
    </message>
    <message>
        <source>WeCom answered nothing to {endpoint}</source>
        <translation>企业微信对 {endpoint} 返回了空内容</translation>
    </message>
    <message>
        <source>Try again; if it stays so, check the proxy or relay in between.</source>
        <translation>请重试；仍然如此请检查中间的代理或转发。</translation>
    </message>
    <message>
        <source>A web page came instead of WeCom&apos;s answer to {endpoint}</source>
        <translation>{endpoint} 返回的是网页，不是企业微信的应答</translation>
    </message>
    <message>
        <source>A proxy or login page is in between: check the API address and the proxy.</source>
        <translation>中间有代理或登录页：请检查 API 地址和代理。</translation>
    </message>
    <message>
        <source>WeCom&apos;s answer to {endpoint} is cut off or unreadable</source>
        <translation>{endpoint} 的应答不完整或无法解读</translation>
    </message>
    <message>
        <source>WeCom&apos;s answer to {endpoint} lacks {field}</source>
        <translation>{endpoint} 的应答缺少 {field}</translation>
    </message>
    <message>
        <source>Check the API address; if it is WeCom&apos;s, KfDesk needs an update.</source>
        <translation>请检查 API 地址；若确为企业微信，则需要更新 KfDesk。</translation>
    </message>
    <message>
        <source>WeCom&apos;s server answered {endpoint} with an HTTP error</source>
        <translation>企业微信服务器对 {endpoint} 返回 HTTP 错误</translation>
    </message>
    <message>
        <source>Try again in a minute; if it stays so, check the API address and the proxy.</source>
        <translation>请一分钟后重试；仍然如此请检查 API 地址和代理。</translation>
    </message>
    <message>
        <source>Nothing listens for callbacks now</source>
        <translation>当前没有监听回调</translation>
    </message>
    <message>
        <source>Start the listener, then test again.</source>
        <translation>请先开始监听，再自检。</translation>
    </message>
    <message>
        <source>The listener cannot be reached ({detail})</source>
        <translation>无法连接监听（{detail}）</translation>
    </message>
    <message>
        <source>Check address, port and path, and the reverse proxy if there is one.</source>
        <translation>请检查地址、端口、路径以及反向代理。</translation>
    </message>
    <message>
        <source>The self-test was refused with an HTTP error</source>
        <translation>自检被拒绝（HTTP 错误）</translation>
    </message>
    <message>
        <source>The listener took {ms} ms to answer; WeCom waits 1000</source>
        <translation>监听用了 {ms} 毫秒才应答，企业微信只等 1000 毫秒</translation>
    </message>
    <message>
        <source>Close what keeps this machine or its disk busy, then test again.</source>
        <translation>请关闭占用本机或磁盘的程序后再测。</translation>
    </message>
    <message>
        <source>The component needs a name of 1 to 100 characters</source>
        <translation>组件需要 1 到 100 个字符的名称</translation>
    </message>
    <message>
        <source>Give it the name your colleagues know it by.</source>
        <translation>请填同事们熟悉的名称。</translation>
    </message>
    <message>
        <source>The suite_id is missing or has characters no suite_id has</source>
        <translation>suite_id 缺失或含有不允许的字符</translation>
    </message>
    <message>
        <source>Copy it from 服务商助手 without blanks; it looks like ww0a1b2c3d4e5f6071.</source>
        <translation>请从服务商助手复制，不带空格，形如 ww0a1b2c3d4e5f6071。</translation>
    </message>
    <message>
        <source>The suite_secret is missing or has blanks in it</source>
        <translation>suite_secret 缺失或含有空格</translation>
    </message>
    <message>
        <source>Copy it from the component&apos;s details in 服务商助手.</source>
        <translation>请从服务商助手的组件详情复制。</translation>
    </message>
    <message>
        <source>The callback Token must be 1 to 32 letters and digits</source>
        <translation>回调 Token 须为 1 到 32 位字母数字</translation>
    </message>
    <message>
        <source>Copy it from the component&apos;s callback configuration.</source>
        <translation>请从组件的回调配置复制。</translation>
    </message>
    <message>
        <source>The provider&apos;s corp ID is missing or has characters no corp ID has</source>
        <translation>服务商 corpid 缺失或含有不允许的字符</translation>
    </message>
    <message>
        <source>Copy it from 服务商后台 → 服务商信息; it begins with ww.</source>
        <translation>请从 服务商后台 → 服务商信息 复制，以 ww 开头。</translation>
    </message>
    <message>
        <source>The API address must begin with https:// and name a server other than this machine</source>
        <translation>API 地址须以 https:// 开头，且不能是本机</translation>
    </message>
    <message>
        <source>Leave it out for WeCom itself, or give your relay without a slash at the end.</source>
        <translation>直连企业微信时留空；用转发时填其地址，末尾不带斜杠。</translation>
    </message>
    <message>
        <source>The API address of a sandbox must begin with http://127.0.0.1</source>
        <translation>沙箱的 API 地址须以 http://127.0.0.1 开头</translation>
    </message>
    <message>
        <source>Copy api_base from the first line of kfdesk-sandbox.</source>
        <translation>请复制 kfdesk-sandbox 首行中的 api_base。</translation>
    </message>
    <message>
        <source>The address of invitation links must begin with https://</source>
        <translation>授权链接的地址须以 https:// 开头</translation>
    </message>
    <message>
        <source>Leave it out for WeCom itself, or copy the beginning of the official link.</source>
        <translation>直连企业微信时留空，或复制官方链接的开头部分。</translation>
    </message>
    <message>
        <source>A mini program has no AppID, or an ID with wrong characters</source>
        <translation>小程序缺少 AppID，或 ID 含有不允许的字符</translation>
    </message>
    <message>
        <source>Give each one its AppID and the corp ID of the same subject bound to it.</source>
        <translation>请为每个小程序填写 AppID 和已绑定的同主体企业 ID。</translation>
    </message>
    <message>
        <source>This is not a platform ticket</source>
        <translation>这不是平台票据</translation>
    </message>
    <message>
        <source>Paste the SuiteTicket alone: up to 512 characters, no blanks, no XML around it.</source>
        <translation>请只粘贴 SuiteTicket 的值：不超过 512 个字符，不带空格和 XML。</translation>
    </message>
    <message>
        <source>The two passphrases are not the same</source>
        <translation>两次输入的口令不一致</translation>
    </message>
    <message>
        <source>Type the same passphrase into both fields.</source>
        <translation>请在两处输入相同的口令。</translation>
    </message>
    <message>
        <source>The key file needs a complete path</source>
        <translation>密钥文件需要完整路径</translation>
    </message>
    <message>
        <source>Choose the file, or type its path from the beginning.</source>
        <translation>请选择文件，或输入完整路径。</translation>
    </message>
    <message>
        <source>WeCom says that this corp&apos;s authorisation is gone</source>
        <translation>企业微信表示该企业的授权已失效</translation>
    </message>
    <message>
        <source>Invite the corp again, or delete its data if it does not come back.</source>
        <translation>请重新邀请该企业；若不再接入，请清除其数据。</translation>
    </message>
    <message>
        <source>A placement needs a name of 1 to 100 characters</source>
        <translation>接入位置需要 1 到 100 个字符的名称</translation>
    </message>
    <message>
        <source>Name it after the place in your product, such as a shop or a page.</source>
        <translation>请以产品中的位置命名，例如门店或页面。</translation>
    </message>
    <message>
        <source>The state must be 1 to 128 letters and digits</source>
        <translation>state 须为 1 到 128 位字母数字</translation>
    </message>
    <message>
        <source>Leave out blanks, dashes and underscores, or let KfDesk make one.</source>
        <translation>不要使用空格、横线和下划线，也可由 KfDesk 生成。</translation>
    </message>
    <message>
        <source>The scene may have up to 32 letters, digits, _ and -</source>
        <translation>scene 不超过 32 个字母、数字、_ 或 -</translation>
    </message>
    <message>
        <source>Shorten it or replace the other characters; WeCom refuses them.</source>
        <translation>请缩短或替换其他字符，企业微信不接受。</translation>
    </message>
    <message>
        <source>The scene parameter is longer than 128 bytes</source>
        <translation>scene_param 超过 128 字节</translation>
    </message>
    <message>
        <source>Shorten it; a Chinese character counts three bytes.</source>
        <translation>请缩短；一个汉字占三个字节。</translation>
    </message>
    <message>
        <source>A scene parameter needs a scene</source>
        <translation>使用 scene_param 必须同时有 scene</translation>
    </message>
    <message>
        <source>Give the link a scene as well, or leave the parameter out.</source>
        <translation>请同时填写 scene，或去掉该参数。</translation>
    </message>
    <message>
        <source>The note is longer than 2000 characters</source>
        <translation>备注超过 2000 个字符</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>请缩短。</translation>
    </message>
    <message>
        <source>This is not a status of an event</source>
        <translation>没有这种事件状态</translation>
    </message>
    <message>
        <source>Use pending, done, failed, expired, unreadable or unknown.</source>
        <translation>可用：pending、done、failed、expired、unreadable、unknown。</translation>
    </message>
    <message>
        <source>This is not an address to listen on</source>
        <translation>这不是可监听的地址</translation>
    </message>
    <message>
        <source>The public address must begin with https:// or http:// and have no ? or #</source>
        <translation>公网地址须以 https:// 或 http:// 开头，且不含 ? 或 #</translation>
    </message>
    <message>
        <source>Copy the callback URL registered with WeCom, or leave it empty.</source>
        <translation>请复制在企业微信登记的回调地址，或留空。</translation>
    </message>
    <message>
        <source>The component is not a JSON object ({detail})</source>
        <translation>组件不是 JSON 对象（{detail}）</translation>
    </message>
    <message>
        <source>Give one object with name, suite_id, suite_secret, token, encoding_aes_key and provider_corpid; nothing was written.</source>
        <translation>请提供含 name、suite_id、suite_secret、token、encoding_aes_key、provider_corpid 的一个对象；未写入任何内容。</translation>
    </message>
    <message>
        <source>These fields of the component have the wrong type: {fields}</source>
        <translation>组件的这些字段类型有误：{fields}</translation>
    </message>
    <message>
        <source>Write them as texts in quotes, mini_programs as a list; nothing was written.</source>
        <translation>请写成带引号的文本，mini_programs 写成列表；未写入任何内容。</translation>
    </message>
    <message>
        <source>The component has faults: {faults}</source>
        <translation>组件有误：{faults}</translation>
    </message>
    <message>
        <source>Correct these fields and try again; nothing was written.</source>
        <translation>请更正这些字段后重试；未写入任何内容。</translation>
    </message>
    <message>
        <source>The component {suite_id} is in this workspace already</source>
        <translation>组件 {suite_id} 已在此工作区</translation>
    </message>
    <message>
        <source>Edit it in the settings instead of adding it again.</source>
        <translation>请在设置中修改，不必重复添加。</translation>
    </message>
    <message>
        <source>Sandbox and real components cannot share a workspace</source>
        <translation>沙箱组件与真实组件不能共用一个工作区</translation>
    </message>
    <message>
        <source>Add this component to a workspace of its own kind, in another folder.</source>
        <translation>请把该组件添加到另一个文件夹的同类工作区。</translation>
    </message>
    <message>
        <source>This workspace has no component yet</source>
        <translation>此工作区还没有组件</translation>
    </message>
    <message>
        <source>Add one in the settings, or with kfdeskctl component add.</source>
        <translation>请在设置中添加，或使用 kfdeskctl component add。</translation>
    </message>
    <message>
        <source>This workspace has several components: {suites}</source>
        <translation>此工作区有多个组件：{suites}</translation>
    </message>
    <message>
        <source>Say which one you mean with --suite.</source>
        <translation>请用 --suite 指明是哪一个。</translation>
    </message>
    <message>
        <source>This workspace has no component {suite_id}</source>
        <translation>此工作区没有组件 {suite_id}</translation>
    </message>
    <message>
        <source>Check the suite_id, or add the component.</source>
        <translation>请检查 suite_id，或添加该组件。</translation>
    </message>
    <message>
        <source>This placement is not there any more</source>
        <translation>该接入位置已不存在</translation>
    </message>
    <message>
        <source>Choose another one from the list.</source>
        <translation>请从列表中另选一个。</translation>
    </message>
    <message>
        <source>Another placement has the state {state} already</source>
        <translation>已有其他接入位置使用 state {state}</translation>
    </message>
    <message>
        <source>Choose another state, or let KfDesk make one.</source>
        <translation>请换一个 state，或由 KfDesk 生成。</translation>
    </message>
    <message>
        <source>Merchants have authorised with this placement&apos;s state already</source>
        <translation>已有商户用该 state 授权</translation>
    </message>
    <message>
        <source>Keep the state and change the name only, or make a new placement.</source>
        <translation>请保留 state 只改名称，或新建接入位置。</translation>
    </message>
    <message>
        <source>This corp is not there any more, or never authorised</source>
        <translation>该企业已不存在或从未授权</translation>
    </message>
    <message>
        <source>Check the ID in the list of corps; a purged corp must authorise again.</source>
        <translation>请在企业列表中核对 ID；已清除的企业需要重新授权。</translation>
    </message>
    <message>
        <source>The authorisation of this corp is incomplete: its code was lost</source>
        <translation>该企业授权不完整：授权码已丢失</translation>
    </message>
    <message>
        <source>Let the merchant remove the component in WeCom first and then scan again; scanning alone brings no new code.</source>
        <translation>请商户先在企业微信中移除该组件，再重新扫码；只扫码不会产生新的授权码。</translation>
    </message>
    <message>
        <source>This kf account is not there any more</source>
        <translation>该客服账号已不存在</translation>
    </message>
    <message>
        <source>Synchronise the corp and choose an account from the list.</source>
        <translation>请同步该企业后从列表中选择账号。</translation>
    </message>
    <message>
        <source>The link {url} is not one of this workspace</source>
        <translation>链接 {url} 不在此工作区</translation>
    </message>
    <message>
        <source>Copy it from the list of links, unchanged; nothing was marked.</source>
        <translation>请从链接列表原样复制；未作任何标记。</translation>
    </message>
    <message>
        <source>This is not an invitation link of a component</source>
        <translation>这不是组件的授权链接</translation>
    </message>
    <message>
        <source>Copy the link from 服务商助手 → 工具 → 通用配置 → 微信客服组件; it has /compApp/ in it.</source>
        <translation>请从 服务商助手 → 工具 → 通用配置 → 微信客服组件 复制，其中含有 /compApp/。</translation>
    </message>
    <message>
        <source>This event is not there any more</source>
        <translation>该事件已不存在</translation>
    </message>
    <message>
        <source>Events are kept for 90 days and deleted when their corp cancels.</source>
        <translation>事件保留 90 天；企业取消授权时一并删除。</translation>
    </message>
    <message>
        <source>The text of this event was deleted</source>
        <translation>该事件的明文已删除</translation>
    </message>
    <message>
        <source>Only its time and type are kept: the ticket was replaced, or the corp was purged.</source>
        <translation>只保留时间和类型：票据已被替换，或企业数据已清除。</translation>
    </message>
    <message>
        <source>This event cannot be tried again</source>
        <translation>该事件不能重试</translation>
    </message>
    <message>
        <source>This callback belongs to another component</source>
        <translation>该回调属于其他组件</translation>
    </message>
    <message>
        <source>Give each component a callback URL of its own that ends with its suite_id.</source>
        <translation>请为每个组件使用各自以 suite_id 结尾的回调地址。</translation>
    </message>
    <message>
        <source>Line {line} cannot be imported: {reason} is missing, malformed or there twice</source>
        <translation>第 {line} 行无法导入：{reason} 缺失、格式有误或重复</translation>
    </message>
    <message>
        <source>Correct the line and import the file again; nothing was imported.</source>
        <translation>请更正该行后重新导入；未导入任何内容。</translation>
    </message>
    <message>
        <source>There is no workspace in {path}</source>
        <translation>{path} 中没有工作区</translation>
    </message>
    <message>
        <source>Add a component first, which makes the workspace, or name another folder.</source>
        <translation>请先添加组件（会建立工作区），或指定其他文件夹。</translation>
    </message>
    <message>
        <source>{path} is a workspace already</source>
        <translation>{path} 已是工作区</translation>
    </message>
    <message>
        <source>Open it, or choose an empty folder for the new one.</source>
        <translation>请直接打开，或为新工作区选择空文件夹。</translation>
    </message>
    <message>
        <source>The workspace folder {path} cannot be used</source>
        <translation>工作区文件夹 {path} 无法使用</translation>
    </message>
    <message>
        <source>Check that it is a folder, that you own it and that its disk can be written.</source>
        <translation>请确认它是文件夹、属于您，且磁盘可写。</translation>
    </message>
    <message>
        <source>The secrets of this workspace are locked</source>
        <translation>此工作区的机密已锁定</translation>
    </message>
    <message>
        <source>Give the key file or the passphrase of the workspace.</source>
        <translation>请提供工作区的密钥文件或口令。</translation>
    </message>
    <message>
        <source>This workspace has no keys yet</source>
        <translation>此工作区还没有密钥</translation>
    </message>
    <message>
        <source>It was not founded completely: remove the folder and add the component again.</source>
        <translation>工作区没有建立完整：请删除该文件夹后重新添加组件。</translation>
    </message>
    <message>
        <source>This workspace has its keys already</source>
        <translation>此工作区已有密钥</translation>
    </message>
    <message>
        <source>Unlock it with its key file or passphrase.</source>
        <translation>请用它的密钥文件或口令解锁。</translation>
    </message>
    <message>
        <source>The passphrase is too short</source>
        <translation>口令太短</translation>
    </message>
    <message>
        <source>Use at least 8 characters; several words are easier to keep in mind.</source>
        <translation>请至少使用 8 个字符；用几个词组成更好记。</translation>
    </message>
    <message>
        <source>The key file {path} lies inside the workspace</source>
        <translation>密钥文件 {path} 位于工作区内</translation>
    </message>
    <message>
        <source>Keep it elsewhere: whoever copies the folder would hold the secrets and their key.</source>
        <translation>请放到别处：否则复制文件夹的人会同时得到机密和密钥。</translation>
    </message>
    <message>
        <source>The key file {path} cannot be written</source>
        <translation>密钥文件 {path} 无法写入</translation>
    </message>
    <message>
        <source>Check that its folder exists and can be written, or name another file.</source>
        <translation>请确认文件夹存在且可写，或指定其他文件。</translation>
    </message>
    <message>
        <source>The key file {path} does not exist</source>
        <translation>密钥文件 {path} 不存在</translation>
    </message>
    <message>
        <source>Name the key file this workspace was founded with; a passphrase opens it too, if one was set.</source>
        <translation>请指定建立工作区时的密钥文件；如设置过口令，也可用口令打开。</translation>
    </message>
    <message>
        <source>Other users can read the key file {path}</source>
        <translation>其他用户可以读取密钥文件 {path}</translation>
    </message>
    <message>
        <source>Take their rights away (chmod 600) and try again.</source>
        <translation>请收紧权限（chmod 600）后重试。</translation>
    </message>
    <message>
        <source>{path} is not a key file</source>
        <translation>{path} 不是密钥文件</translation>
    </message>
    <message>
        <source>A key file holds 32 bytes in base64 and nothing else; name the right one.</source>
        <translation>密钥文件只含 32 字节的 base64；请指定正确的文件。</translation>
    </message>
    <message>
        <source>The key file does not belong to this workspace</source>
        <translation>密钥文件不属于此工作区</translation>
    </message>
    <message>
        <source>Name the key file it was founded with; a passphrase opens it too, if one was set.</source>
        <translation>请指定建立时的密钥文件；如设置过口令，也可用口令打开。</translation>
    </message>
    <message>
        <source>The passphrase is wrong</source>
        <translation>口令不正确</translation>
    </message>
    <message>
        <source>Check the keyboard layout and Caps Lock and type it again.</source>
        <translation>请检查键盘布局和大写锁定后重新输入。</translation>
    </message>
    <message>
        <source>This workspace cannot be unlocked in this way</source>
        <translation>此工作区不能用这种方式解锁</translation>
    </message>
    <message>
        <source>Use the way it was set up with: its key file or its passphrase.</source>
        <translation>请使用当初设置的方式：密钥文件或口令。</translation>
    </message>
    <message>
        <source>This is the only way to unlock the workspace</source>
        <translation>这是打开工作区的唯一方式</translation>
    </message>
    <message>
        <source>Add another key file or passphrase before you remove it.</source>
        <translation>请先添加另一个密钥文件或口令，再移除它。</translation>
    </message>
    <message>
        <source>The stored passphrase settings are out of bounds</source>
        <translation>保存的口令参数超出范围</translation>
    </message>
    <message>
        <source>Somebody changed the database file, or it is damaged: restore a backup, or use the key file.</source>
        <translation>数据库文件被改动或损坏：请恢复备份，或使用密钥文件。</translation>
    </message>
    <message>
        <source>A sealed value in the database is damaged</source>
        <translation>数据库中有封存的内容已损坏</translation>
    </message>
    <message>
        <source>Restore the newest backup of the workspace.</source>
        <translation>请恢复工作区最近的备份。</translation>
    </message>
    <message>
        <source>A sealed value belongs to another workspace</source>
        <translation>有封存的内容属于其他工作区</translation>
    </message>
    <message>
        <source>The database was mixed with another one: restore the newest backup.</source>
        <translation>数据库与其他工作区混在了一起：请恢复最近的备份。</translation>
    </message>
    <message>
        <source>A sealed value was changed outside KfDesk</source>
        <translation>有封存的内容在 KfDesk 之外被改动</translation>
    </message>
    <message>
        <source>Do not trust this database file: restore the newest backup and find out who wrote it.</source>
        <translation>请勿信任该数据库文件：请恢复最近的备份，并查明改动者。</translation>
    </message>
    <message>
        <source>The encryption library does not work correctly ({detail})</source>
        <translation>加密库工作不正常（{detail}）</translation>
    </message>
    <message>
        <source>KfDesk does not go on like this: reinstall OpenSSL 3 and KfDesk.</source>
        <translation>KfDesk 不会在此状态下继续：请重新安装 OpenSSL 3 和 KfDesk。</translation>
    </message>
    <message>
        <source>The database {path} cannot be opened</source>
        <translation>无法打开数据库 {path}</translation>
    </message>
    <message>
        <source>Check that the file exists and that you may read and write it and its folder.</source>
        <translation>请确认文件存在，且您对它和所在文件夹有读写权限。</translation>
    </message>
    <message>
        <source>{path} is not a database of KfDesk</source>
        <translation>{path} 不是 KfDesk 的数据库</translation>
    </message>
    <message>
        <source>Restore the newest backup of the workspace, or open another folder.</source>
        <translation>请恢复最近的备份，或打开其他文件夹。</translation>
    </message>
    <message>
        <source>The database of the workspace is damaged</source>
        <translation>工作区的数据库已损坏</translation>
    </message>
    <message>
        <source>Stop KfDesk, keep a copy of the folder and restore the newest backup.</source>
        <translation>请停止 KfDesk，保留文件夹副本，并恢复最近的备份。</translation>
    </message>
    <message>
        <source>The disk of {path} does not support what the database needs</source>
        <translation>{path} 所在磁盘不支持数据库所需的功能</translation>
    </message>
    <message>
        <source>Move the workspace from the network drive to a local disk.</source>
        <translation>请把工作区从网络盘移到本地磁盘。</translation>
    </message>
    <message>
        <source>The database cannot be written</source>
        <translation>数据库无法写入</translation>
    </message>
    <message>
        <source>Check the rights of the workspace folder and whether its disk is mounted read-only.</source>
        <translation>请检查工作区文件夹的权限，以及磁盘是否为只读挂载。</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>Free some space on the disk of the workspace and try again; nothing was lost.</source>
        <translation>请清理工作区所在磁盘后重试；没有丢失任何数据。</translation>
    </message>
    <message>
        <source>Another program is writing to the database</source>
        <translation>另一个程序正在写数据库</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>请稍后重试。</translation>
    </message>
    <message>
        <source>Reading or writing the disk failed</source>
        <translation>磁盘读写失败</translation>
    </message>
    <message>
        <source>Check the disk and its cable or mount; then try again.</source>
        <translation>请检查磁盘及其连接或挂载后重试。</translation>
    </message>
    <message>
        <source>The database refused a record that does not fit the others</source>
        <translation>数据库拒绝了与其他记录不符的内容</translation>
    </message>
    <message>
        <source>This is a defect of KfDesk: report it with the support bundle.</source>
        <translation>这是 KfDesk 的缺陷：请连同错误码一起反馈。</translation>
    </message>
    <message>
        <source>The database refused a command</source>
        <translation>数据库拒绝了一条命令</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有改动任何内容。</translation>
    </message>
    <message>
        <source>A newer KfDesk has written this workspace (step {have}, this program knows {want})</source>
        <translation>此工作区由更新版本的 KfDesk 写入（版本 {have}，本程序只支持到 {want}）</translation>
    </message>
    <message>
        <source>Update KfDesk on this machine; nothing was changed.</source>
        <translation>请更新本机的 KfDesk；没有改动任何内容。</translation>
    </message>
    <message>
        <source>This workspace was written by an older KfDesk</source>
        <translation>此工作区由旧版本的 KfDesk 写入</translation>
    </message>
    <message>
        <source>Open it once with the right to write, which brings it up to date.</source>
        <translation>请以可写方式打开一次，即可升级。</translation>
    </message>
    <message>
        <source>Bringing the database up to date failed at step {step}</source>
        <translation>数据库升级在第 {step} 步失败</translation>
    </message>
    <message>
        <source>The file is as it was before the step: free disk space and open it again.</source>
        <translation>文件保持该步之前的状态：请清理磁盘空间后重新打开。</translation>
    </message>
    <message>
        <source>Another program receives callbacks for this workspace: {holder}</source>
        <translation>已有其他程序在为此工作区接收回调：{holder}</translation>
    </message>
    <message>
        <source>Use that one, or stop it first; two receivers would exchange codes twice.</source>
        <translation>请使用它，或先停止它；两个接收方会重复换取授权码。</translation>
    </message>
    <message>
        <source>The program that did the work has ended</source>
        <translation>执行该工作的程序已退出</translation>
    </message>
    <message>
        <source>Try again: it is then done here, or by the next one that listens.</source>
        <translation>请重试：会由本程序或下一个监听程序完成。</translation>
    </message>
    <message>
        <source>The lock file of the workspace cannot be written</source>
        <translation>工作区的锁文件无法写入</translation>
    </message>
    <message>
        <source>Check the rights of the workspace folder and the space on its disk.</source>
        <translation>请检查工作区文件夹的权限和磁盘空间。</translation>
    </message>
    <message>
        <source>The workspace holds a searched text in {count} places</source>
        <translation>工作区中有 {count} 处含有所查文本</translation>
    </message>
    <message>
        <source>Purge the corp, or wait until its receipt is verified, and search again.</source>
        <translation>请清除该企业，或等清除凭证核验后再查。</translation>
    </message>
    <message>
        <source>There is no such purge receipt</source>
        <translation>没有该清除凭证</translation>
    </message>
    <message>
        <source>Choose one from the list of receipts.</source>
        <translation>请从凭证列表中选择。</translation>
    </message>
    <message>
        <source>{path} holds data of a purged corp and cannot be deleted</source>
        <translation>{path} 含有已清除企业的数据，但无法删除</translation>
    </message>
    <message>
        <source>Take the file&apos;s write protection away or delete it yourself; KfDesk tries again.</source>
        <translation>请取消文件的写保护或自行删除；KfDesk 会再次尝试。</translation>
    </message>
    <message>
        <source>{path} cannot be read</source>
        <translation>无法读取 {path}</translation>
    </message>
    <message>
        <source>Check the name of the file and your right to read it.</source>
        <translation>请检查文件名和读取权限。</translation>
    </message>
    <message>
        <source>{path} cannot be written</source>
        <translation>无法写入 {path}</translation>
    </message>
    <message>
        <source>Check that the folder exists and can be written, and that no program has the file open.</source>
        <translation>请确认文件夹存在且可写，且文件未被其他程序打开。</translation>
    </message>
    <message>
        <source>Writing {path} failed</source>
        <translation>写入 {path} 失败</translation>
    </message>
    <message>
        <source>Free some disk space and export again; the file was not changed.</source>
        <translation>请清理磁盘空间后重新导出；原文件未改动。</translation>
    </message>
    <message>
        <source>{path} is neither a .png nor a .svg file</source>
        <translation>{path} 不是 .png 或 .svg 文件</translation>
    </message>
    <message>
        <source>Let the name of the picture end with .png or .svg.</source>
        <translation>图片文件名须以 .png 或 .svg 结尾。</translation>
    </message>
    <message>
        <source>Line {line} of the CSV cannot be read: {reason}</source>
        <translation>CSV 第 {line} 行无法读取：{reason}</translation>
    </message>
    <message>
        <source>Correct the line, or save the sheet as CSV (UTF-8) again; nothing was read in.</source>
        <translation>请更正该行，或将表格重新另存为 CSV（UTF-8）；未读入任何内容。</translation>
    </message>
    <message>
        <source>The CSV could not be written</source>
        <translation>CSV 写入失败</translation>
    </message>
    <message>
        <source>Check that the receiving program is still reading, and the space on the disk.</source>
        <translation>请检查接收程序是否仍在读取，以及磁盘空间。</translation>
    </message>
    <message>
        <source>There is nothing to put into the QR code</source>
        <translation>没有可放入二维码的内容</translation>
    </message>
    <message>
        <source>Choose a placement or a link first.</source>
        <translation>请先选择接入位置或链接。</translation>
    </message>
    <message>
        <source>The text is too long for a QR code</source>
        <translation>文本太长，放不进二维码</translation>
    </message>
    <message>
        <source>Shorten the link: a state of 12 characters is enough.</source>
        <translation>请缩短链接：12 个字符的 state 已足够。</translation>
    </message>
    <message>
        <source>Choose a smaller size, or save the code as SVG.</source>
        <translation>请选择较小的尺寸，或保存为 SVG。</translation>
    </message>
    <message>
        <source>WeCom is busy</source>
        <translation>企业微信系统繁忙</translation>
    </message>
    <message>
        <source>KfDesk tries again by itself; if it stays so, try again in a few minutes.</source>
        <translation>KfDesk 会自动重试；仍然如此请几分钟后再试。</translation>
    </message>
    <message>
        <source>The suite_secret is wrong, was reset, or belongs to another component</source>
        <translation>suite_secret 有误、已重置，或属于其他组件</translation>
    </message>
    <message>
        <source>Copy it again from the component&apos;s details in 服务商助手; wrong secrets tried often block this address for an hour.</source>
        <translation>请从服务商助手的组件详情重新复制；反复使用错误的 secret 会使本机 IP 被封一小时。</translation>
    </message>
    <message>
        <source>WeCom does not know the provider&apos;s corp ID</source>
        <translation>企业微信不认识该服务商 corpid</translation>
    </message>
    <message>
        <source>Copy it again from 服务商后台 → 服务商信息.</source>
        <translation>请从 服务商后台 → 服务商信息 重新复制。</translation>
    </message>
    <message>
        <source>WeCom ended the corp&apos;s access early</source>
        <translation>企业微信提前终止了该企业的令牌</translation>
    </message>
    <message>
        <source>KfDesk fetched a new token and it was refused as well: synchronise the corp again; if it stays so, let the merchant authorise again.</source>
        <translation>KfDesk 已换取新令牌但仍被拒绝：请重新同步；仍然如此请商户重新授权。</translation>
    </message>
    <message>
        <source>WeCom does not accept the component&apos;s access token</source>
        <translation>企业微信不接受组件的令牌</translation>
    </message>
    <message>
        <source>KfDesk fetched a new one and it was refused as well: check that suite_id and suite_secret belong together and that this corp authorised this component.</source>
        <translation>KfDesk 已换取新令牌但仍被拒绝：请确认 suite_id 与 suite_secret 匹配，且该企业授权的是此组件。</translation>
    </message>
    <message>
        <source>WeCom cannot verify the callback URL</source>
        <translation>企业微信无法验证回调地址</translation>
    </message>
    <message>
        <source>Run the self-test of the listener; it says whether Token, key or address is wrong.</source>
        <translation>请运行连通性自检，它会指出是 Token、密钥还是地址有误。</translation>
    </message>
    <message>
        <source>WeCom refused a parameter of the call</source>
        <translation>企业微信拒绝了调用的参数</translation>
    </message>
    <message>
        <source>A value is of the wrong kind, such as a login code instead of an authorisation code: check what was typed, or report it with the hint.</source>
        <translation>某个值的类型不对，例如把登录 code 当作授权码：请检查输入，或附上 hint 反馈。</translation>
    </message>
    <message>
        <source>The authorisation code was used already, is older than 10 minutes, or is of another component</source>
        <translation>授权码已使用、超过 10 分钟，或属于其他组件</translation>
    </message>
    <message>
        <source>The suite_id is wrong or does not fit the token</source>
        <translation>suite_id 有误，或与令牌不符</translation>
    </message>
    <message>
        <source>Copy the suite_id again from 服务商助手; if there is a relay, check that it passes POST on as POST.</source>
        <translation>请从服务商助手重新复制 suite_id；若有转发，请确认 POST 没有变成 GET。</translation>
    </message>
    <message>
        <source>The merchant&apos;s authorisation no longer holds, or its code is of another component</source>
        <translation>商户的授权已失效，或授权码属于其他组件</translation>
    </message>
    <message>
        <source>Let the merchant authorise again; if they cancelled, purge their data.</source>
        <translation>请商户重新授权；若对方已取消，请清除其数据。</translation>
    </message>
    <message>
        <source>WeCom does not accept the platform ticket</source>
        <translation>企业微信不接受平台票据</translation>
    </message>
    <message>
        <source>It is older than 30 minutes or of another component: wait up to ten minutes for the next one, press 刷新Ticket in 服务商助手, or paste it.</source>
        <translation>票据超过 30 分钟或属于其他组件：请等待下一次推送（约十分钟），或在服务商助手点「刷新Ticket」，或手工粘贴。</translation>
    </message>
    <message>
        <source>No platform ticket was sent along</source>
        <translation>没有带上平台票据</translation>
    </message>
    <message>
        <source>Wait up to ten minutes for the next push, press 刷新Ticket in 服务商助手, or paste it.</source>
        <translation>请等待下一次推送（约十分钟），或在服务商助手点「刷新Ticket」，或手工粘贴。</translation>
    </message>
    <message>
        <source>WeCom does not let this corp use the component: a paid plan, a seat limit or a rule of the corp forbids it</source>
        <translation>企业微信不允许该企业使用此组件：受付费版本、席位上限或企业规则限制</translation>
    </message>
    <message>
        <source>The corp&apos;s administrator sees the reason in the WeCom admin console and settles it there; then try again.</source>
        <translation>请企业管理员在企业微信管理后台查看原因并处理，然后重试。</translation>
    </message>
    <message>
        <source>WeCom has restricted the corp&apos;s account</source>
        <translation>该企业账号受到企业微信限制</translation>
    </message>
    <message>
        <source>The corp&apos;s administrator must settle it with WeCom; synchronise again after that.</source>
        <translation>需由企业管理员与企业微信处理，之后再同步。</translation>
    </message>
    <message>
        <source>The corp is not verified, or its subject does not fit</source>
        <translation>企业未认证，或主体不符</translation>
    </message>
    <message>
        <source>The corp&apos;s administrator completes the verification (企业认证) in the WeCom admin console; then try again.</source>
        <translation>请企业管理员在企业微信管理后台完成企业认证，然后重试。</translation>
    </message>
    <message>
        <source>Too many calls: WeCom has blocked this interface for a while</source>
        <translation>调用过多：企业微信暂时封禁了该接口</translation>
    </message>
    <message>
        <source>KfDesk waits and goes on by itself; an administrator can lift the block at open.work.weixin.qq.com/wwopen/devtool/checkCorpSpamBlock.</source>
        <translation>KfDesk 会等待并自动继续；管理员可在 open.work.weixin.qq.com/wwopen/devtool/checkCorpSpamBlock 自助解封。</translation>
    </message>
    <message>
        <source>Too many calls for this corp at the same time</source>
        <translation>对该企业的并发调用过多</translation>
    </message>
    <message>
        <source>KfDesk makes fewer at once and goes on by itself.</source>
        <translation>KfDesk 会降低并发并自动继续。</translation>
    </message>
    <message>
        <source>The component has no permission for this call ({endpoint})</source>
        <translation>组件没有该接口的权限（{endpoint}）</translation>
    </message>
    <message>
        <source>Request the permission in 服务商助手, publish the component again and let the corp&apos;s administrator approve it.</source>
        <translation>请在服务商助手申请权限，重新上线组件，并由企业管理员确认。</translation>
    </message>
    <message>
        <source>The merchant has cancelled the authorisation, or never gave it</source>
        <translation>商户已取消授权，或从未授权</translation>
    </message>
    <message>
        <source>Invite the merchant again, or purge their data.</source>
        <translation>请重新邀请商户，或清除其数据。</translation>
    </message>
    <message>
        <source>WeCom has switched this interface off</source>
        <translation>企业微信已停用该接口</translation>
    </message>
    <message>
        <source>Update KfDesk; the new version uses the one that replaced it.</source>
        <translation>请更新 KfDesk，新版本会使用替代接口。</translation>
    </message>
    <message>
        <source>The corp has switched the component off, or it rested too long</source>
        <translation>企业已停用该组件，或长期未使用被停用</translation>
    </message>
    <message>
        <source>The corp&apos;s administrator switches it on again under 应用管理 in the WeCom admin console.</source>
        <translation>请企业管理员在企业微信管理后台「应用管理」中重新启用。</translation>
    </message>
    <message>
        <source>The corp has not given this kf account to the component</source>
        <translation>企业没有把该客服账号授权给组件</translation>
    </message>
    <message>
        <source>The corp&apos;s administrator adds it under 微信客服 in the WeCom admin console, or authorises again.</source>
        <translation>请企业管理员在企业微信管理后台「微信客服」中添加，或重新授权。</translation>
    </message>
    <message>
        <source>A member is outside the range the corp allows the component to see</source>
        <translation>有成员不在企业允许的可见范围内</translation>
    </message>
    <message>
        <source>The corp&apos;s administrator widens the visible range, or adds the member as a servicer of the kf account.</source>
        <translation>请企业管理员扩大可见范围，或把该成员加为客服接待人员。</translation>
    </message>
    <message>
        <source>WeCom does not accept calls from {ip}</source>
        <translation>出口 IP {ip} 不在服务商白名单</translation>
    </message>
    <message>
        <source>Add {ip} under 服务商后台 → 服务商信息 → 基本信息 → IP白名单; it takes about one minute, then try again.</source>
        <translation>请在 服务商后台 → 服务商信息 → 基本信息 → IP白名单 加入 {ip}，约 1 分钟生效后重试。</translation>
    </message>
    <message>
        <source>The component is off the shelf or may not be installed</source>
        <translation>组件已下架或禁止安装</translation>
    </message>
    <message>
        <source>Put it online again in 服务商助手, then try again.</source>
        <translation>请在服务商助手重新上线后重试。</translation>
    </message>
    <message>
        <source>The mini program does not fit the corp or is not linked to it</source>
        <translation>小程序与企业不匹配，或未关联</translation>
    </message>
    <message>
        <source>Check the AppID and link the mini program in the WeCom admin console.</source>
        <translation>请检查 AppID，并在企业微信管理后台关联小程序。</translation>
    </message>
    <message>
        <source>The corp was dissolved or banned</source>
        <translation>企业已解散或被封禁</translation>
    </message>
    <message>
        <source>KfDesk stops synchronising it; purge its data when you are sure.</source>
        <translation>KfDesk 不再同步该企业；确认后请清除其数据。</translation>
    </message>
    <message>
        <source>An interface licence (接口许可) is missing or has expired</source>
        <translation>接口许可缺失或已过期</translation>
    </message>
    <message>
        <source>Buy or activate it under 服务商后台 → 接口许可, then try again.</source>
        <translation>请在 服务商后台 → 接口许可 购买或激活后重试。</translation>
    </message>
    <message>
        <source>The corp ID is not the one WeCom gave this provider</source>
        <translation>企业 ID 不是企业微信给本服务商的那个</translation>
    </message>
    <message>
        <source>Use auth_corpid exactly as the authorisation returned it; the corp&apos;s own ww… ID does not work here.</source>
        <translation>请使用授权时返回的 auth_corpid；企业自己的 ww… ID 在此无效。</translation>
    </message>
    <message>
        <source>The kf account does not exist any more or is not the corp&apos;s</source>
        <translation>客服账号已不存在，或不属于该企业</translation>
    </message>
    <message>
        <source>Synchronise the corp: the list of kf accounts is read again.</source>
        <translation>请同步该企业，会重新读取客服账号列表。</translation>
    </message>
    <message>
        <source>The corp cannot have this kf account: too many, too few used, or a name WeCom refuses</source>
        <translation>企业不能拥有该客服账号：数量过多、使用过少，或名称不被接受</translation>
    </message>
    <message>
        <source>The corp&apos;s administrator tidies the kf accounts under 微信客服 in the WeCom admin console; names have up to 16 characters.</source>
        <translation>请企业管理员在企业微信管理后台「微信客服」中整理账号；名称不超过 16 个字符。</translation>
    </message>
    <message>
        <source>WeCom&apos;s rules for customer messages do not allow this one</source>
        <translation>企业微信的客服消息规则不允许这条消息</translation>
    </message>
    <message>
        <source>Five messages within 48 hours after the customer&apos;s last one, of the allowed types and sizes: wait for the customer, or shorten the message.</source>
        <translation>客户最后一条消息后 48 小时内最多五条，且类型和长度受限：请等客户回复，或缩短消息。</translation>
    </message>
    <message>
        <source>The consultation is not in a state that allows this</source>
        <translation>会话当前状态不允许此操作</translation>
    </message>
    <message>
        <source>It ended or another servicer has it: refresh and look again.</source>
        <translation>会话已结束或由他人接待：请刷新后再看。</translation>
    </message>
    <message>
        <source>The place to go on reading from has expired</source>
        <translation>续读位置已过期</translation>
    </message>
    <message>
        <source>Start reading again; KfDesk then reads without it, more slowly.</source>
        <translation>请重新读取；KfDesk 会以较慢的方式继续。</translation>
    </message>
    <message>
        <source>The corp uses the other edition of 微信客服</source>
        <translation>企业使用的是另一版本的微信客服</translation>
    </message>
    <message>
        <source>The corp&apos;s administrator checks under 微信客服 which edition is on (独立版 or 企业微信) and authorises again from there.</source>
        <translation>请企业管理员在「微信客服」中查看启用的版本（独立版或企业微信），并从那里重新授权。</translation>
    </message>
    <message>
        <source>The corp manages this kf account itself and has not opened it to interfaces</source>
        <translation>该客服账号由企业自行管理，未开放接口</translation>
    </message>
    <message>
        <source>The corp&apos;s administrator changes it under 微信客服 → API in the WeCom admin console.</source>
        <translation>请企业管理员在企业微信管理后台「微信客服 → API」中修改。</translation>
    </message>
    <message>
        <source>The component&apos;s right to read chat records has lapsed</source>
        <translation>组件读取聊天记录的权限已失效</translation>
    </message>
    <message>
        <source>Ask your contact at WeCom (官方对接人员) to renew it.</source>
        <translation>请联系企业微信官方对接人员续期。</translation>
    </message>
    <message>
        <source>WeCom does not know a member, customer or department that was named</source>
        <translation>企业微信不认识所指定的成员、客户或部门</translation>
    </message>
    <message>
        <source>They left, or the ID is not the encrypted one for providers: synchronise and choose again.</source>
        <translation>对方可能已离开，或所用的不是服务商加密 ID：请同步后重新选择。</translation>
    </message>
    <message>
        <source>WeCom does not accept the file: type, size or age</source>
        <translation>企业微信不接受该文件：类型、大小或时效不符</translation>
    </message>
    <message>
        <source>Upload it again; uploaded files are kept for three days.</source>
        <translation>请重新上传；上传的文件只保留三天。</translation>
    </message>
    <message>
        <source>The call lacked something that WeCom needs</source>
        <translation>调用缺少企业微信需要的内容</translation>
    </message>
    <message>
        <source>If a relay is in between, check that it passes query and body on unchanged; otherwise report it with the hint: it is a defect of KfDesk.</source>
        <translation>若有转发，请确认查询串和正文原样传递；否则是 KfDesk 的缺陷，请附上 hint 反馈。</translation>
    </message>
    <message>
        <source>A code or domain of the web login or registration is not valid</source>
        <translation>网页登录或注册的 code 或域名无效</translation>
    </message>
    <message>
        <source>Begin the login or registration again; KfDesk&apos;s own work does not need it.</source>
        <translation>请重新开始登录或注册；KfDesk 本身的工作不需要它。</translation>
    </message>
    <message>
        <source>WeCom refused the call as not valid for this component</source>
        <translation>企业微信认为该调用对此组件无效</translation>
    </message>
    <message>
        <source>Report it with the code and the hint: it is a defect of KfDesk.</source>
        <translation>这是 KfDesk 的缺陷：请附上错误码和 hint 反馈。</translation>
    </message>
    <message>
        <source>The corp has not given the right to see external contacts</source>
        <translation>企业没有授予客户联系权限</translation>
    </message>
    <message>
        <source>The corp&apos;s administrator grants it in the WeCom admin console; then try again.</source>
        <translation>请企业管理员在企业微信管理后台授权后重试。</translation>
    </message>
    <message>
        <source>There is no permanent code for this corp</source>
        <translation>没有该企业的永久授权码</translation>
    </message>
    <message>
        <source>Let the merchant remove the component in WeCom first and then scan again, or import the code.</source>
        <translation>请商户先在企业微信中移除本组件再重新扫码，或导入永久授权码。</translation>
    </message>
    <message>
        <source>This authorisation came without a code</source>
        <translation>本次授权没有带临时授权码</translation>
    </message>
    <message>
        <source>Let the merchant remove the component in WeCom first and then scan again.</source>
        <translation>请商户先在企业微信中移除本组件，再重新扫码。</translation>
    </message>
    <message>
        <source>A corp that is not known here changed its authorisation</source>
        <translation>一家此处未知的企业变更了授权</translation>
    </message>
    <message>
        <source>Its first authorisation may still be under way; otherwise let the merchant remove the component in WeCom and scan again.</source>
        <translation>其首次授权可能仍在处理中；否则请商户在企业微信中移除本组件后重新扫码。</translation>
    </message>
    <message>
        <source>The backup {path} before the update of the database could not be made</source>
        <translation>升级数据库前的备份 {path} 无法生成</translation>
    </message>
    <message>
        <source>Free some disk space and open the workspace again; nothing was changed.</source>
        <translation>请腾出磁盘空间后重新打开工作区；数据未作改动。</translation>
    </message>
    <message>
        <source>A picture of this size cannot be made</source>
        <translation>无法生成该尺寸的图片</translation>
    </message>
    <message>
        <source>The permanent code of this authorisation was lost on the way</source>
        <translation>本次授权的永久授权码在返回途中丢失</translation>
    </message>
    <message>
        <source>The authorisation code expired before it could be exchanged</source>
        <translation>临时授权码在换取永久授权码之前已过期</translation>
    </message>
    <message>
        <source>The Token is wrong: the message itself is intact and the EncodingAESKey fits</source>
        <translation>Token 不对：消息本身完好，EncodingAESKey 也正确</translation>
    </message>
    <message>
        <source>Copy the Token again from the component&apos;s callback configuration; if it is the same, timestamp, nonce or msg_signature were changed on the way.</source>
        <translation>请从组件的回调配置重新复制 Token；如果一致，则 timestamp、nonce 或 msg_signature 在途中被改动。</translation>
    </message>
    <message>
        <source>The EncodingAESKey is wrong: the signature holds, so the Token fits</source>
        <translation>EncodingAESKey 不对：签名成立，Token 正确</translation>
    </message>
    <message>
        <source>Copy the EncodingAESKey again from the component&apos;s callback configuration; it has 43 characters, mind the last one.</source>
        <translation>请从组件的回调配置重新复制 EncodingAESKey，共 43 个字符，注意最后一个。</translation>
    </message>
    <message>
        <source>Token and EncodingAESKey fit, but the message is meant for {found}</source>
        <translation>Token 和 EncodingAESKey 都正确，但消息的接收方是 {found}</translation>
    </message>
    <message>
        <source>Compare it with the suite_id and the provider&apos;s corp ID of the component; a verification carries the provider&apos;s corp ID, an event the suite_id.</source>
        <translation>请与组件的 suite_id 和服务商 corpid 对照：URL 验证用服务商 corpid，事件用 suite_id。</translation>
    </message>
    <message>
        <source>Neither Token nor EncodingAESKey fits; the envelope is addressed to {addressee}</source>
        <translation>Token 和 EncodingAESKey 都不匹配；信封的接收方是 {addressee}</translation>
    </message>
    <message>
        <source>Check that it is this component&apos;s callback address, and copy Token and EncodingAESKey again from the same page.</source>
        <translation>请确认这是该组件的回调地址，并从同一页面重新复制 Token 和 EncodingAESKey。</translation>
    </message>
    <message>
        <source>The query lacks msg_signature, timestamp, nonce or echostr, or has one twice</source>
        <translation>查询串缺少 msg_signature、timestamp、nonce 或 echostr，或其中某项重复</translation>
    </message>
    <message>
        <source>Hand in the query as it was received; if it is complete there, a relay drops or repeats parameters.</source>
        <translation>请原样提供收到的查询串；如果原文完整，则是中转丢失或重复了参数。</translation>
    </message>
    <message>
        <source>The query was escaped for HTML: &amp; became &amp;amp;</source>
        <translation>查询串被 HTML 转义：&amp; 变成了 &amp;amp;</translation>
    </message>
    <message>
        <source>Hand in the query unescaped; if it arrived so, the relay must pass it on unchanged.</source>
        <translation>请提供未转义的查询串；如果收到时就是这样，中转必须原样传递。</translation>
    </message>
    <message>
        <source>There are line breaks or quotes in the query</source>
        <translation>查询串里有换行或引号</translation>
    </message>
    <message>
        <source>Copy the query in one piece; if it arrived so, the relay must pass it on unchanged.</source>
        <translation>请整段复制查询串；如果收到时就是这样，中转必须原样传递。</translation>
    </message>
    <message>
        <source>On the way + became a blank in the ciphertext</source>
        <translation>途中密文里的 + 变成了空格</translation>
    </message>
    <message>
        <source>A relay decodes the request as a form and encodes it again: let it pass query and body on unread.</source>
        <translation>中转把请求当作表单解码后又编码：请让它不解析、原样传递查询串和正文。</translation>
    </message>
    <message>
        <source>The request was percent-encoded once too often</source>
        <translation>请求被多做了一次百分号编码</translation>
    </message>
    <message>
        <source>A relay encodes what is encoded already: let it pass the query on unread.</source>
        <translation>中转把已编码的内容又编码一次：请让它原样传递查询串。</translation>
    </message>
    <message>
        <source>The signature was made over the percent-encoded ciphertext</source>
        <translation>签名是对百分号编码后的密文计算的</translation>
    </message>
    <message>
        <source>WeCom signs the decoded text: whoever signs here must decode echostr first.</source>
        <translation>企业微信对解码后的文本签名：签名方须先解码 echostr。</translation>
    </message>
    <message>
        <source>Line breaks or blanks came into the ciphertext</source>
        <translation>密文里混入了换行或空格</translation>
    </message>
    <message>
        <source>A relay wraps or formats the body: let it pass the body on byte for byte.</source>
        <translation>中转对正文做了折行或格式化：请让它逐字节传递正文。</translation>
    </message>
    <message>
        <source>The body was escaped: characters became entities such as &amp;#43;</source>
        <translation>正文被转义：字符变成了 &amp;#43; 之类的实体</translation>
    </message>
    <message>
        <source>A relay writes the XML anew: let it pass the body on byte for byte.</source>
        <translation>中转重新生成了 XML：请让它逐字节传递正文。</translation>
    </message>
    <message>
        <source>The ciphertext was changed to base64 for URLs, or its = were cut off</source>
        <translation>密文被改成 URL 用的 base64，或末尾的 = 被去掉</translation>
    </message>
    <message>
        <source>Let the relay pass the ciphertext on unchanged, with +, / and =.</source>
        <translation>请让中转原样传递密文，保留 +、/ 和 =。</translation>
    </message>
    <message>
        <source>The envelope was packed into JSON</source>
        <translation>信封被包进了 JSON</translation>
    </message>
    <message>
        <source>Let the relay pass WeCom&apos;s body on as it is, not as a field of its own message.</source>
        <translation>请让中转直接传递企业微信的正文，而不是放进自己消息的字段。</translation>
    </message>
    <message>
        <source>The whole body was encoded anew: base64, a form field or another charset</source>
        <translation>整个正文被重新编码：base64、表单字段或其他字符集</translation>
    </message>
    <message>
        <source>Let the relay pass WeCom&apos;s body on byte for byte; gateways may need the setting for binary bodies.</source>
        <translation>请让中转逐字节传递企业微信的正文；网关可能要设置为二进制正文。</translation>
    </message>
    <message>
        <source>The ciphertext was changed or cut on its way</source>
        <translation>密文在途中被改动或截断</translation>
    </message>
    <message>
        <source>Check what stands between WeCom and this program: size limits, filters and whatever writes bodies anew.</source>
        <translation>请检查企业微信与本程序之间的环节：大小限制、过滤，以及会重写正文的程序。</translation>
    </message>
    <message>
        <source>The body is not WeCom&apos;s envelope</source>
        <translation>正文不是企业微信的信封</translation>
    </message>
    <message>
        <source>Check that the body was handed in whole, and that WeCom sent it: strangers find the address too.</source>
        <translation>请确认正文完整，并且由企业微信发出：陌生人也会找到这个地址。</translation>
    </message>
    <message>
        <source>The signature holds, but the ciphertext is none: this was not sent by WeCom</source>
        <translation>签名成立，但密文不是密文：这不是企业微信发出的</translation>
    </message>
    <message>
        <source>Find out who else signs with this Token; it should be known to WeCom and to this program only.</source>
        <translation>请查明还有谁用这个 Token 签名；它只应为企业微信和本程序所知。</translation>
    </message>
    <message>
        <source>There is no msg_signature in the pasted text</source>
        <translation>粘贴的内容里没有 msg_signature</translation>
    </message>
    <message>
        <source>Paste the address or request line with its query, and the body below it.</source>
        <translation>请粘贴带查询串的地址或请求行，正文放在下面。</translation>
    </message>
    <message>
        <source>The public address of the listener is not known</source>
        <translation>还不知道监听的公网地址</translation>
    </message>
    <message>
        <source>Write into the listener&apos;s settings the callback address that is registered with WeCom.</source>
        <translation>请在监听设置里填写在企业微信登记的回调地址。</translation>
    </message>
    <message>
        <source>The host name of {url} cannot be resolved</source>
        <translation>{url} 的域名无法解析</translation>
    </message>
    <message>
        <source>Correct the address, or the DNS entry of the name.</source>
        <translation>请更正地址，或修正域名的 DNS 记录。</translation>
    </message>
    <message>
        <source>Nobody listens at the port of {url}</source>
        <translation>{url} 的端口没有程序监听</translation>
    </message>
    <message>
        <source>Check the port, and that the reverse proxy or tunnel runs.</source>
        <translation>请检查端口，并确认反向代理或隧道在运行。</translation>
    </message>
    <message>
        <source>{url} has no certificate that WeCom could trust ({detail})</source>
        <translation>{url} 没有企业微信可信任的证书（{detail}）</translation>
    </message>
    <message>
        <source>Renew the certificate, with its whole chain and for this host name.</source>
        <translation>请更新证书：包含完整证书链，且与域名一致。</translation>
    </message>
    <message>
        <source>{url} does not answer</source>
        <translation>{url} 没有应答</translation>
    </message>
    <message>
        <source>A firewall may swallow the request, or the relay waits for a listener that does not run.</source>
        <translation>可能被防火墙拦截，或中转在等待没有运行的监听。</translation>
    </message>
    <message>
        <source>{url} closes the connection without an answer</source>
        <translation>{url} 未应答就关闭了连接</translation>
    </message>
    <message>
        <source>Check that http or https and the port fit, and what the relay&apos;s log says.</source>
        <translation>请检查 http/https 与端口是否对应，并查看中转的日志。</translation>
    </message>
    <message>
        <source>{url} redirects to another address</source>
        <translation>{url} 会跳转到别的地址</translation>
    </message>
    <message>
        <source>WeCom does not follow redirects: register the final address, or take the redirect away.</source>
        <translation>企业微信不跟随跳转：请登记最终地址，或去掉跳转。</translation>
    </message>
    <message>
        <source>There is nothing at the path of {url}</source>
        <translation>{url} 的路径不存在</translation>
    </message>
    <message>
        <source>Check the path and the suite_id at its end, and where the reverse proxy sends it.</source>
        <translation>请检查路径及末尾的 suite_id，以及反向代理转发到哪里。</translation>
    </message>
    <message>
        <source>The relay at {url} cannot reach the listener</source>
        <translation>{url} 的中转连不上监听</translation>
    </message>
    <message>
        <source>Check that the listener runs, and the address and port the relay sends to.</source>
        <translation>请确认监听在运行，并检查中转转发的地址和端口。</translation>
    </message>
    <message>
        <source>The relay at {url} finds the request too large</source>
        <translation>{url} 的中转认为请求过大</translation>
    </message>
    <message>
        <source>Let it take queries of 4 KiB and bodies of 256 KiB.</source>
        <translation>请让它允许 4 KiB 的查询串和 256 KiB 的正文。</translation>
    </message>
    <message>
        <source>Look into the log of the relay, and into this program&apos;s.</source>
        <translation>请查看中转和本程序的日志。</translation>
    </message>
    <message>
        <source>Another server answers at {url}</source>
        <translation>{url} 由别的服务器应答</translation>
    </message>
    <message>
        <source>Check port and path, and whether the relay asks for a login first.</source>
        <translation>请检查端口和路径，以及中转是否要求先登录。</translation>
    </message>
    <message>
        <source>The listener&apos;s answer comes back changed from {url}</source>
        <translation>监听的应答经过 {url} 后被改动</translation>
    </message>
    <message>
        <source>WeCom wants it byte for byte: let the relay add no quotes, line breaks or markup.</source>
        <translation>企业微信要求逐字节一致：请让中转不要添加引号、换行或标记。</translation>
    </message>
    <message>
        <source>The listener at {url} has another Token</source>
        <translation>{url} 的监听使用另一个 Token</translation>
    </message>
    <message>
        <source>Check that the address leads to this program; if it does, a relay changes the query.</source>
        <translation>请确认该地址通向本程序；如果是，则中转改动了查询串。</translation>
    </message>
    <message>
        <source>The listener at {url} has another EncodingAESKey</source>
        <translation>{url} 的监听使用另一个 EncodingAESKey</translation>
    </message>
    <message>
        <source>Check that the address leads to this program, and the component&apos;s key.</source>
        <translation>请确认该地址通向本程序，并检查组件的密钥。</translation>
    </message>
    <message>
        <source>The listener at {url} expects another provider&apos;s corp ID</source>
        <translation>{url} 的监听期望另一个服务商 corpid</translation>
    </message>
    <message>
        <source>Check that the address leads to this program, and the component&apos;s provider corp ID.</source>
        <translation>请确认该地址通向本程序，并检查组件的服务商 corpid。</translation>
    </message>
    <message>
        <source>The listener at {url} expects another suite_id</source>
        <translation>{url} 的监听期望另一个 suite_id</translation>
    </message>
    <message>
        <source>Check that the address ends with this component&apos;s suite_id.</source>
        <translation>请确认地址以该组件的 suite_id 结尾。</translation>
    </message>
    <message>
        <source>On the way to {url} + becomes a blank</source>
        <translation>经过 {url} 时 + 变成了空格</translation>
    </message>
    <message>
        <source>The relay decodes the request as a form: let it pass query and body on unread.</source>
        <translation>中转把请求当作表单解码：请让它原样传递查询串和正文。</translation>
    </message>
    <message>
        <source>The query does not arrive whole through {url}</source>
        <translation>经过 {url} 的查询串不完整</translation>
    </message>
    <message>
        <source>Let the relay pass the query on, with msg_signature, timestamp, nonce and echostr.</source>
        <translation>请让中转完整传递查询串：msg_signature、timestamp、nonce 和 echostr。</translation>
    </message>
    <message>
        <source>The body is changed on the way through {url}</source>
        <translation>正文经过 {url} 时被改动</translation>
    </message>
    <message>
        <source>Let the relay pass the body on byte for byte; a verification alone gets through.</source>
        <translation>请让中转逐字节传递正文；目前只有 URL 验证能通过。</translation>
    </message>
    <message>
        <source>TLS needs a certificate and its key, and only one of them was given</source>
        <translation>启用 TLS 需要证书和私钥两个文件，目前只给了一个</translation>
    </message>
    <message>
        <source>Give both files, or neither for plain HTTP behind a reverse proxy.</source>
        <translation>请同时给出两个文件；如果前面有反向代理，可以都不填，使用普通 HTTP。</translation>
    </message>
    <message>
        <source>The certificate {path} cannot be read ({detail})</source>
        <translation>无法读取证书 {path}（{detail}）</translation>
    </message>
    <message>
        <source>Check the path, and that this user may read the file and enter its folder.</source>
        <translation>请检查路径，并确认当前用户有权读取该文件、进入其所在目录。</translation>
    </message>
    <message>
        <source>{path} is not a certificate in PEM form</source>
        <translation>{path} 不是 PEM 格式的证书</translation>
    </message>
    <message>
        <source>Give the file that begins with BEGIN CERTIFICATE and holds the whole chain, often named fullchain.pem.</source>
        <translation>请选择以 BEGIN CERTIFICATE 开头、包含完整证书链的文件，通常名为 fullchain.pem。</translation>
    </message>
    <message>
        <source>The certificate {path} cannot be used ({detail})</source>
        <translation>证书 {path} 无法使用（{detail}）</translation>
    </message>
    <message>
        <source>Have a new one issued, with an RSA key of 2048 bits or more, or an ECDSA key.</source>
        <translation>请重新申请证书，使用 2048 位及以上的 RSA 密钥或 ECDSA 密钥。</translation>
    </message>
    <message>
        <source>The certificate {path} expired on {date}</source>
        <translation>证书 {path} 已于 {date} 过期</translation>
    </message>
    <message>
        <source>Renew it, check this machine&apos;s clock, and start the listener again.</source>
        <translation>请续期证书，检查本机时间，然后重新启动监听。</translation>
    </message>
    <message>
        <source>The certificate {path} is not valid before {date}</source>
        <translation>证书 {path} 在 {date} 之前尚未生效</translation>
    </message>
    <message>
        <source>Check this machine&apos;s clock, or wait for that day with the old certificate.</source>
        <translation>请检查本机时间，或在生效之前继续使用旧证书。</translation>
    </message>
    <message>
        <source>The certificate&apos;s key {path} cannot be read ({detail})</source>
        <translation>无法读取证书私钥 {path}（{detail}）</translation>
    </message>
    <message>
        <source>Other users may read the certificate&apos;s key {path} ({detail})</source>
        <translation>其他用户可以读取证书私钥 {path}（{detail}）</translation>
    </message>
    <message>
        <source>Run chmod 600 on it. If others may have read it already, have a new one issued.</source>
        <translation>请对该文件执行 chmod 600；如果可能已被他人读取，请更换私钥并重新申请证书。</translation>
    </message>
    <message>
        <source>The certificate&apos;s key {path} is locked with a passphrase</source>
        <translation>证书私钥 {path} 设有口令</translation>
    </message>
    <message>
        <source>Give a key without one (openssl pkey -in KEY -out NEW, mode 600): the listener must be able to start by itself.</source>
        <translation>请使用不带口令的私钥（openssl pkey -in KEY -out NEW，权限 600）：监听需要能够自行启动。</translation>
    </message>
    <message>
        <source>{path} is not a private key in PEM form</source>
        <translation>{path} 不是 PEM 格式的私钥</translation>
    </message>
    <message>
        <source>Give the file that begins with BEGIN PRIVATE KEY, often named privkey.pem.</source>
        <translation>请选择以 BEGIN PRIVATE KEY 开头的文件，通常名为 privkey.pem。</translation>
    </message>
    <message>
        <source>The key {path} does not belong to the certificate</source>
        <translation>私钥 {path} 与证书不匹配</translation>
    </message>
    <message>
        <source>Give the key the certificate was issued for, and the server&apos;s own certificate as the first in its file.</source>
        <translation>请给出与该证书对应的私钥，并确认证书文件中第一张是服务器自己的证书。</translation>
    </message>
    <message>
        <source>The proxy must look like http://host:port or socks5://host:port</source>
        <translation>代理地址应形如 http://主机:端口 或 socks5://主机:端口</translation>
    </message>
    <message>
        <source>Put user:password@ before the host where it is needed, each percent-encoded where it has @ : / or %.</source>
        <translation>需要认证时，在主机前写 用户名:密码@；其中的 @ : / % 要用百分号编码。</translation>
    </message>
    <message>
        <source>The certificate and its key need complete paths</source>
        <translation>证书和私钥需要填写完整路径</translation>
    </message>
    <message>
        <source>Choose the files, or type their paths from the beginning.</source>
        <translation>请选择文件，或输入从根目录开始的路径。</translation>
    </message>
    <message>
        <source>This system has no keychain that KfDesk can use</source>
        <translation>本系统没有 KfDesk 可用的钥匙串</translation>
    </message>
    <message>
        <source>Use a passphrase or a key file; or install GNOME Keyring or KWallet and sign in again.</source>
        <translation>请使用口令或密钥文件；或安装 GNOME Keyring 或 KWallet 后重新登录。</translation>
    </message>
    <message>
        <source>The system&apos;s keychain does not answer</source>
        <translation>系统钥匙串没有应答</translation>
    </message>
    <message>
        <source>If it asks for a password in another window, unlock it there and try again; without a desktop session use a passphrase or a key file.</source>
        <translation>如果它在别的窗口询问密码，请先在那里解锁再重试；没有桌面会话时请使用口令或密钥文件。</translation>
    </message>
    <message>
        <source>The system&apos;s keychain does not let KfDesk in</source>
        <translation>系统钥匙串拒绝了 KfDesk</translation>
    </message>
    <message>
        <source>Unlock the keychain and allow the access, then try again.</source>
        <translation>请解锁钥匙串并允许访问，然后重试。</translation>
    </message>
    <message>
        <source>The system&apos;s keychain has no key for this workspace</source>
        <translation>系统钥匙串里没有此工作区的密钥</translation>
    </message>
    <message>
        <source>Open it on the machine and as the user it was set up with, or by another of its keys.</source>
        <translation>请在设置时所用的机器和用户下打开，或改用它的其他密钥。</translation>
    </message>
    <message>
        <source>The system&apos;s keychain failed ({detail})</source>
        <translation>系统钥匙串出错（{detail}）</translation>
    </message>
    <message>
        <source>Check that the desktop&apos;s keychain service runs, or use a passphrase or a key file.</source>
        <translation>请确认桌面的钥匙串服务在运行，或使用口令或密钥文件。</translation>
    </message>
    <message>
        <source>A sandbox does not touch the system&apos;s keychain</source>
        <translation>沙箱不使用系统钥匙串</translation>
    </message>
    <message>
        <source>Use a key file or a passphrase for it.</source>
        <translation>请为它使用密钥文件或口令。</translation>
    </message>
    <message>
        <source>The file is not a list that can be imported</source>
        <translation>该文件不是可导入的列表</translation>
    </message>
    <message>
        <source>Give a JSON list of objects, or CSV whose first line names the columns and which has at least one more; nothing was imported.</source>
        <translation>请提供由对象组成的 JSON 列表，或首行为列名且至少有一行数据的 CSV；未导入任何内容。</translation>
    </message>
    <message>
        <source>The JSON of the file is broken at byte {byte}</source>
        <translation>文件中的 JSON 在第 {byte} 字节处损坏</translation>
    </message>
    <message>
        <source>Export the list again, or correct it there; nothing was imported.</source>
        <translation>请重新导出该列表，或在该处修正；未导入任何内容。</translation>
    </message>
    <message>
        <source>The corp&apos;s list of kf accounts does not end</source>
        <translation>该企业的客服账号列表读不到结尾</translation>
    </message>
    <message>
        <source>Check the API address and the proxy of the component: whatever answers there does not pass requests on to WeCom unchanged.</source>
        <translation>请检查组件的 API 地址和代理：应答方没有把请求原样转发给企业微信。</translation>
    </message>
    <message>
        <source>It is done, or its code is used or expired. If the corp is incomplete, let the merchant remove the component in WeCom and authorise again.</source>
        <translation>事件已处理完成，或其授权码已被使用或已过期。如该企业显示授权不完整，请让商户先在企业微信中移除组件，再重新授权。</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::AboutSection</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>KfDesk %1</source>
        <translation>KfDesk %1</translation>
    </message>
    <message>
        <source>Workspace: %1</source>
        <translation>工作区：%1</translation>
    </message>
    <message>
        <source>Built on Qt %1 (LGPL), OpenSSL and Boost (permissive), SQLite (public domain), ICU, libqrencode (LGPL), libpng and pugixml (permissive).</source>
        <translation>基于 Qt %1（LGPL）、OpenSSL 和 Boost（宽松许可）、SQLite（公有领域）、ICU、libqrencode（LGPL）、libpng 和 pugixml（宽松许可）。</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::AccountCard</name>
    <message>
        <source>The link is being made…</source>
        <translation>正在生成链接…</translation>
    </message>
    <message>
        <source>No longer authorised by the corp</source>
        <translation>已不再授权</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>With parameters…</source>
        <translation>带参链接…</translation>
    </message>
    <message>
        <source>QR code of the link of %1</source>
        <translation>「%1」的链接二维码</translation>
    </message>
    <message>
        <source>Make a link with parameters for %1</source>
        <translation>为「%1」生成带参链接</translation>
    </message>
    <message>
        <source>scene %1</source>
        <extracomment>&quot;scene&quot; is the parameter&apos;s name in WeCom&apos;s documents.</extracomment>
        <translation>scene：%1</translation>
    </message>
    <message>
        <source>scene %1, parameter %2</source>
        <translation>scene：%1，参数：%2</translation>
    </message>
    <message>
        <source>Link of %1</source>
        <translation>「%1」的链接</translation>
    </message>
    <message>
        <source>Large enough to scan, and to copy as an image</source>
        <translation>大图可直接扫码，也可复制为图片</translation>
    </message>
    <message>
        <source>Tells your product where a consultation came from</source>
        <translation>用于区分咨询来自产品的哪个位置</translation>
    </message>
    <message>
        <source>Id of the account %1</source>
        <translation>%1 的账号 ID</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::AppearanceSection</name>
    <message>
        <source>Appearance and language</source>
        <translation>外观与语言</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::Banner</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Paste ticket…</source>
        <translation>粘贴票据…</translation>
    </message>
    <message>
        <source>Edit component…</source>
        <translation>修改组件…</translation>
    </message>
    <message>
        <source>Show invitation</source>
        <translation>查看邀请</translation>
    </message>
    <message>
        <source>Listener settings</source>
        <translation>监听设置</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>解锁…</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>复制错误码</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>For WeCom&apos;s support and for searching</source>
        <translation>便于向企业微信反馈或检索</translation>
    </message>
    <message>
        <source>Copy IP</source>
        <translation>复制 IP</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制错误码与提示</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::BatchDialog</name>
    <message>
        <source>Names of placements</source>
        <translation>接入位置名称</translation>
    </message>
    <message>
        <source>CSV or text (*.csv *.tsv *.txt)</source>
        <translation>CSV 或文本 (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>%1 names: create at most %2 at once.</source>
        <translation>共 %1 个名称，一次最多新建 %2 个。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>新建</translation>
    </message>
    <message numerus="yes">
        <source>Create %n</source>
        <translation>
            <numerusform>新建 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>New placements from a list</source>
        <translation>批量新建接入位置</translation>
    </message>
    <message>
        <source>One name a line; a column copied from a sheet works as well. Each placement gets a state of its own.</source>
        <translation>每行一个名称，也可粘贴表格中的一列。每个接入位置会自动生成各自的 state。</translation>
    </message>
    <message>
        <source>Flagship store, Nanshan
Order page by QR code
Booking page</source>
        <translation>南山旗舰店
扫码点单页
预约页</translation>
    </message>
    <message>
        <source>Read a CSV file…</source>
        <translation>读取 CSV 文件…</translation>
    </message>
    <message>
        <source>Accounts a merchant can choose (mode)</source>
        <translation>账号选择（mode）</translation>
    </message>
    <message>
        <source>Exactly one</source>
        <translation>每次仅一个</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>可选多个</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Names of the placements</source>
        <translation>接入位置名称</translation>
    </message>
    <message>
        <source>Its first column is taken; UTF-8 or GB18030</source>
        <translation>取第一列，支持 UTF-8 或 GB18030 编码</translation>
    </message>
    <message>
        <source>Closes without creating anything</source>
        <translation>关闭，不新建</translation>
    </message>
    <message>
        <source>Creates one placement for each name</source>
        <translation>每个名称新建一个接入位置</translation>
    </message>
    <message numerus="yes">
        <source>%n placements: %1</source>
        <extracomment>%1 is a list of their names</extracomment>
        <translation>
            <numerusform>%n 个接入位置：%1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::CallbacksPage</name>
    <message>
        <source>Callback events</source>
        <translation>回调事件</translation>
    </message>
    <message>
        <source>Reading events…</source>
        <translation>正在读取事件…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Needs a person</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法解读</translation>
    </message>
    <message>
        <source>Unknown type</source>
        <translation>未知类型</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>All but tickets</source>
        <translation>除票据外</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Stop listening…</source>
        <translation>停止监听…</translation>
    </message>
    <message>
        <source>Start listening</source>
        <translation>开始监听</translation>
    </message>
    <message>
        <source>Matching the filters: %1</source>
        <translation>符合筛选 %1 条</translation>
    </message>
    <message>
        <source>Stop listening</source>
        <translation>停止监听</translation>
    </message>
    <message>
        <source>Authorisations that arrive while nobody listens are lost: WeCom tries three times only, and a code lives ten minutes.</source>
        <translation>停止后将收不到授权：企业微信只重试三次，授权码十分钟后失效。</translation>
    </message>
    <message>
        <source>Testing the listener…</source>
        <translation>正在自检…</translation>
    </message>
    <message>
        <source>The listener answers (%1 ms).</source>
        <translation>监听正常（%1 毫秒）。</translation>
    </message>
    <message>
        <source>Paste a platform ticket</source>
        <translation>粘贴平台票据</translation>
    </message>
    <message>
        <source>Only needed when WeCom&apos;s pushes do not arrive. A ticket is valid for 30 minutes.</source>
        <translation>仅在收不到企业微信推送时需要。票据有效期 30 分钟。</translation>
    </message>
    <message>
        <source>suite_ticket</source>
        <translation>suite_ticket</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The ticket is saved.</source>
        <translation>票据已保存。</translation>
    </message>
    <message>
        <source>Type, corp, state, error (Ctrl+F)</source>
        <translation>类型、企业、state、错误 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Self-test</source>
        <translation>连通性自检</translation>
    </message>
    <message>
        <source>Paste ticket…</source>
        <translation>粘贴票据…</translation>
    </message>
    <message>
        <source>One corp only ✕</source>
        <extracomment>A filter in force; pressing the button takes it away.</extracomment>
        <translation>仅看一家企业 ✕</translation>
    </message>
    <message>
        <source>Show the events of all corps again</source>
        <translation>重新显示所有企业的事件</translation>
    </message>
    <message>
        <source>Filter by status</source>
        <translation>按状态筛选</translation>
    </message>
    <message>
        <source>Filter by type</source>
        <translation>按类型筛选</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>还没有回调事件</translation>
    </message>
    <message>
        <source>Authorisations, changes and cancellations are listed here as they arrive.</source>
        <translation>授权、变更和取消会随到随列在这里。</translation>
    </message>
    <message>
        <source>Test the listener</source>
        <translation>检查监听</translation>
    </message>
    <message>
        <source>No event matches</source>
        <translation>没有符合条件的事件</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Verification and a signed callback were both answered. This tests the local address; write the public address into the settings, and it is tested as well.</source>
        <translation>URL 验证和已签名的回调都得到应答。这里检查的是本机地址；在设置里填写公网地址后会一并检查。</translation>
    </message>
    <message>
        <source>The listener answers, also through the public address (%1 ms).</source>
        <translation>监听有应答，经公网地址也正常（%1 毫秒）。</translation>
    </message>
    <message>
        <source>Verification and a signed callback came through %1 unchanged.</source>
        <translation>URL 验证和已签名的回调经 %1 原样送达。</translation>
    </message>
    <message>
        <source>Another program receives the callbacks of this workspace; stop it there.</source>
        <translation>本工作区的回调由另一程序接收，请在该程序中停止。</translation>
    </message>
    <message>
        <source>Receiving authorisations from WeCom</source>
        <translation>接收来自企业微信的授权</translation>
    </message>
    <message>
        <source>Sends a verification and a signed callback to the listener and looks at the answers</source>
        <translation>向监听发送一次验证请求和一次带签名的回调，并检查应答</translation>
    </message>
    <message>
        <source>Tells what is wrong with a callback that was refused</source>
        <translation>指出被拒绝的回调哪里有问题</translation>
    </message>
    <message>
        <source>When WeCom&apos;s pushes do not arrive</source>
        <translation>收不到企业微信推送时使用</translation>
    </message>
    <message>
        <source>Choose an event to see what happened</source>
        <translation>选择一条事件查看经过</translation>
    </message>
    <message numerus="yes">
        <source>%Ln events kept</source>
        <translation>
            <numerusform>已保存 %Ln 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Check request…</source>
        <translation>检查请求…</translation>
    </message>
    <message>
        <source>oldest: %1</source>
        <translation>最早：%1</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::ComponentForm</name>
    <message>
        <source>unchanged</source>
        <translation>不修改</translation>
    </message>
    <message>
        <source>Name (as you call it)</source>
        <translation>名称（自己看的）</translation>
    </message>
    <message>
        <source>For example: our component</source>
        <translation>例如：我们的客服组件</translation>
    </message>
    <message>
        <source>suite_id, or the official authorisation link</source>
        <translation>suite_id，或服务商助手给出的官方授权链接</translation>
    </message>
    <message>
        <source>suite_secret</source>
        <translation>suite_secret</translation>
    </message>
    <message>
        <source>Token of the callback (letters and digits, up to 32)</source>
        <translation>回调 Token（字母数字，不超过 32 位）</translation>
    </message>
    <message>
        <source>EncodingAESKey of the callback (43 characters)</source>
        <translation>回调 EncodingAESKey（43 个字符）</translation>
    </message>
    <message>
        <source>Corp id of your own corp (provider corpid)</source>
        <translation>服务商自己的 corpid</translation>
    </message>
    <message>
        <source>HTTP or SOCKS5 proxy with a fixed address (optional)</source>
        <translation>出口地址固定的 HTTP 或 SOCKS5 代理（可选）</translation>
    </message>
    <message>
        <source>In 服务商助手, among the component&apos;s details</source>
        <translation>在服务商助手的组件详情中</translation>
    </message>
    <message>
        <source>In 服务商助手, in the component&apos;s callback configuration</source>
        <translation>在服务商助手的组件回调配置中</translation>
    </message>
    <message>
        <source>Shown where there are several</source>
        <translation>有多个组件时用于区分</translation>
    </message>
    <message>
        <source>In the provider console, under provider information</source>
        <translation>在服务商后台的“服务商信息”中</translation>
    </message>
    <message>
        <source>For calls to WeCom, when this computer has no fixed address of its own</source>
        <translation>本机没有固定出口 IP 时，用它访问企业微信</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::ComponentsSection</name>
    <message>
        <source>Components</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Add a component</source>
        <translation>添加组件</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The chosen one can be edited below</source>
        <translation>选中的组件可在下方修改</translation>
    </message>
    <message>
        <source>Empties the fields below</source>
        <translation>清空下方各栏以便填写</translation>
    </message>
    <message>
        <source>Keeps the fields above; secrets are sealed</source>
        <translation>保存上方各栏；密钥会加密保存</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::ConnectForm</name>
    <message>
        <source>Setting up the workspace…</source>
        <translation>正在建立工作区…</translation>
    </message>
    <message>
        <source>Connect my component</source>
        <translation>接入我的组件</translation>
    </message>
    <message>
        <source>Next, let a reverse proxy or a tunnel bring WeCom&apos;s callbacks to http://127.0.0.1:8787/callback/ and this suite_id; the README shows how. The callbacks page tells whether they arrive.</source>
        <translation>接下来，请用反向代理或隧道把企业微信的回调转到 http://127.0.0.1:8787/callback/ 加上此 suite_id（做法见 README）。是否送达可在「回调事件」中看到。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>接入</translation>
    </message>
    <message>
        <source>To the choice between sandbox and component</source>
        <translation>返回沙箱与组件的选择</translation>
    </message>
    <message>
        <source>Founds the workspace with these values</source>
        <translation>用这些参数建立工作区</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::CopyField</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>复制：%1</translation>
    </message>
    <message>
        <source>To read and select</source>
        <translation>可查看和选取</translation>
    </message>
    <message>
        <source>Puts it on the clipboard</source>
        <translation>复制到剪贴板</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::CorpDetailPane</name>
    <message>
        <source>Making the link…</source>
        <translation>正在生成链接…</translation>
    </message>
    <message>
        <source>The link is ready and copied.</source>
        <translation>链接已生成并复制。</translation>
    </message>
    <message>
        <source>No corp is selected</source>
        <translation>未选择企业</translation>
    </message>
    <message>
        <source>Choose a corp to see its kf accounts and links.</source>
        <translation>选择一家企业，查看其客服账号和链接。</translation>
    </message>
    <message>
        <source>Do not change the parameters of a link: the consultations that come through it could no longer be managed.</source>
        <translation>请勿修改链接中的参数，否则你将无法管理由此进入的咨询。</translation>
    </message>
    <message>
        <source>Authorisations</source>
        <translation>授权记录</translation>
    </message>
    <message>
        <source>Details of the corp</source>
        <translation>企业详情</translation>
    </message>
    <message>
        <source>Kf accounts are being read</source>
        <translation>正在读取客服账号</translation>
    </message>
    <message>
        <source>They appear here by themselves.</source>
        <translation>读取后会自动显示在这里。</translation>
    </message>
    <message>
        <source>No kf accounts</source>
        <translation>没有客服账号</translation>
    </message>
    <message>
        <source>No kf account yet</source>
        <translation>还没有客服账号</translation>
    </message>
    <message>
        <source>The corp&apos;s administrator has chosen none. Let them add one to the authorisation in WeCom; then it appears here by itself.</source>
        <translation>企业管理员尚未选择客服账号。请企业管理员在企业微信的授权中添加，添加后会自动显示在这里。</translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Delete all data…</source>
        <translation>清除全部数据…</translation>
    </message>
    <message>
        <source>For a corp that does not come back; asks before anything is deleted</source>
        <translation>用于不再使用的企业；清除前会再次确认</translation>
    </message>
    <message>
        <source>Kf accounts with their links, authorisations, facts, code for mini programs</source>
        <translation>客服账号及链接、授权记录、企业信息、小程序代码</translation>
    </message>
    <message>
        <source>Accounts %1</source>
        <extracomment>%1 is the number of accounts.</extracomment>
        <translation>客服账号 %1</translation>
    </message>
    <message>
        <source>History</source>
        <extracomment>Who authorised when: a tab.</extracomment>
        <translation>授权记录</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>企业信息</translation>
    </message>
    <message>
        <source>Mini program</source>
        <translation>小程序代码</translation>
    </message>
    <message>
        <source>Corp id</source>
        <translation>企业 ID</translation>
    </message>
    <message>
        <source>Kf accounts with their links</source>
        <translation>客服账号及其链接</translation>
    </message>
    <message>
        <source>Each authorisation with its placement, time and chosen accounts</source>
        <translation>每次授权的接入位置、时间与所选账号</translation>
    </message>
    <message>
        <source>What WeCom says about the corp, and your note</source>
        <translation>企业微信提供的企业信息，以及你的备注</translation>
    </message>
    <message>
        <source>Code that opens the chat from your mini program</source>
        <translation>在小程序中打开客服会话的代码</translation>
    </message>
    <message>
        <source>All data of this corp are being deleted</source>
        <translation>该企业的全部数据正在清除</translation>
    </message>
    <message>
        <source>It leaves the list by itself.</source>
        <translation>完成后会自动从列表中消失。</translation>
    </message>
    <message>
        <source>The links have changed</source>
        <translation>链接有变更</translation>
    </message>
    <message>
        <source>Put the links below into your product, then mark them as configured.</source>
        <translation>请把下方链接更新到你的产品中，再标为已配置。</translation>
    </message>
    <message>
        <source>Mark as configured</source>
        <translation>标为已配置</translation>
    </message>
    <message>
        <source>Reads the accounts and links of this corp from WeCom</source>
        <translation>从企业微信读取该企业的账号和链接</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::CorpFacts</name>
    <message>
        <source>Enterprise</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Government or public institution</source>
        <translation>政府或事业单位</translation>
    </message>
    <message>
        <source>Other organisation</source>
        <translation>其他组织</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队号</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>全称</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主体类型</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>Authorised on</source>
        <translation>授权时间</translation>
    </message>
    <message>
        <source>Last synchronised</source>
        <translation>上次同步</translation>
    </message>
    <message>
        <source>Note (only here, never sent)</source>
        <translation>备注（仅保存在本机）</translation>
    </message>
    <message>
        <source>Saved by itself; the search finds it</source>
        <translation>自动保存，可被搜索</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::CorpsPage</name>
    <message>
        <source>Authorised corps</source>
        <translation>授权企业</translation>
    </message>
    <message>
        <source>Reading corps…</source>
        <translation>正在读取企业…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>未归属</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>接入位置</translation>
    </message>
    <message>
        <source>%1 of %2 corps</source>
        <translation>%1 / %2 家企业</translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Invite a merchant</source>
        <translation>邀请商户</translation>
    </message>
    <message>
        <source>Copy all links</source>
        <translation>复制全部链接</translation>
    </message>
    <message>
        <source>Export the links…</source>
        <translation>导出链接…</translation>
    </message>
    <message>
        <source>Mark links as configured</source>
        <translation>将链接标为已配置</translation>
    </message>
    <message>
        <source>Assign to a placement…</source>
        <translation>归入接入位置…</translation>
    </message>
    <message>
        <source>Show events</source>
        <translation>查看事件</translation>
    </message>
    <message>
        <source>Show or hide the details</source>
        <translation>显示或隐藏详情</translation>
    </message>
    <message>
        <source>No corp has authorised yet</source>
        <translation>还没有企业授权</translation>
    </message>
    <message>
        <source>Show a merchant your QR code; the corp appears here by itself.</source>
        <translation>向商户出示二维码，授权后企业会自动出现在这里。</translation>
    </message>
    <message>
        <source>No corp matches</source>
        <translation>没有符合条件的企业</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Filter by status</source>
        <translation>按状态筛选</translation>
    </message>
    <message>
        <source>Filter by placement</source>
        <translation>按接入位置筛选</translation>
    </message>
    <message>
        <source>kf-links</source>
        <translation>客服链接</translation>
    </message>
    <message>
        <source>Export links as CSV</source>
        <translation>导出链接为 CSV</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Exporting links</source>
        <translation>导出链接</translation>
    </message>
    <message>
        <source>Assign to a placement</source>
        <translation>归入接入位置</translation>
    </message>
    <message>
        <source>Corps that came without a state, or with an unknown one, are listed under the placement you choose.</source>
        <translation>没有 state 或 state 未知的企业，将归入所选的接入位置。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Deleting all data of %1</source>
        <translation>清除「%1」的全部数据</translation>
    </message>
    <message>
        <source>Deleted. Receipt #%1</source>
        <extracomment>%1 is the number of the receipt.</extracomment>
        <translation>已清除，凭证 #%1</translation>
    </message>
    <message>
        <source>Every file of the workspace was searched; nothing is left.</source>
        <translation>已检查工作区的每个文件，没有残留。</translation>
    </message>
    <message>
        <source>The files of the workspace are still being searched.</source>
        <translation>正在检查工作区的文件。</translation>
    </message>
    <message>
        <source>Synchronising corps</source>
        <translation>同步企业</translation>
    </message>
    <message>
        <source>Delete all data…</source>
        <translation>清除全部数据…</translation>
    </message>
    <message>
        <source>Handed over to %1</source>
        <extracomment>%1 is the name of the program that listens</extracomment>
        <translation>已交给 %1 处理</translation>
    </message>
    <message>
        <source>That program receives the callbacks of this workspace and does the work; what comes of it appears here by itself.</source>
        <translation>该程序正在接收此工作区的回调并负责处理；结果会自动显示在这里。</translation>
    </message>
    <message>
        <source>There is no link to copy</source>
        <translation>没有可复制的链接</translation>
    </message>
    <message>
        <source>Links are made as soon as the kf accounts of a corp are known.</source>
        <translation>获取到企业的客服账号后会自动生成链接。</translation>
    </message>
    <message>
        <source>There is no placement yet</source>
        <translation>还没有接入位置</translation>
    </message>
    <message>
        <source>Make one first; then corps can be assigned to it.</source>
        <translation>请先新建接入位置，然后即可将企业归属到它。</translation>
    </message>
    <message>
        <source>New placement</source>
        <translation>新建接入位置</translation>
    </message>
    <message>
        <source>Accounts, links, authorisations, events and the permanent code of %1 are deleted and cannot be brought back. A corp is not told: it has to remove the component in WeCom.</source>
        <extracomment>%1 is the name of a corp, or several names.</extracomment>
        <translation>将清除 %1 的客服账号、链接、授权记录、回调事件和永久授权码，且无法恢复。企业不会收到通知，需由企业自行在企业微信中移除组件。</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more.</source>
        <translation>
            <numerusform>……以及另外 %n 家。</numerusform>
        </translation>
    </message>
    <message>
        <source>delete %1</source>
        <extracomment>Typed by the person to confirm, when it is more than one corp.</extracomment>
        <translation>清除 %1 家企业</translation>
    </message>
    <message>
        <source>Reads accounts and links from WeCom: of the selected corps, or of all (F5)</source>
        <translation>从企业微信重新读取客服账号和链接：选中多家企业时只同步选中的，否则同步全部 (F5)</translation>
    </message>
    <message>
        <source>The links of all corps that are shown, as a file for spreadsheets</source>
        <translation>将当前显示的全部企业的客服链接导出为表格文件</translation>
    </message>
    <message>
        <source>QR codes and links for merchants (Ctrl+2)</source>
        <translation>出示给商户的二维码和授权链接 (Ctrl+2)</translation>
    </message>
    <message>
        <source>Search corps</source>
        <translation>搜索企业</translation>
    </message>
    <message>
        <source>The context menu has what can be done with a selection</source>
        <translation>对选中行的操作在右键菜单中</translation>
    </message>
    <message>
        <source>Name, pinyin, id, note (Ctrl+F)</source>
        <translation>名称、拼音首字母、ID、备注 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Last synchronised: %1</source>
        <translation>上次同步：%1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln corps</source>
        <translation>
            <numerusform>%Ln 家企业</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>已选 %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %Ln links.</source>
        <translation>
            <numerusform>已导出 %Ln 条链接。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete all data of %Ln corps</source>
        <translation>
            <numerusform>清除 %Ln 家企业的全部数据</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleting all data of %Ln corps</source>
        <translation>
            <numerusform>清除 %Ln 家企业的全部数据</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The data of %Ln corps are deleted.</source>
        <translation>
            <numerusform>已清除 %Ln 家企业的数据。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::EntryCards</name>
    <message>
        <source>Welcome to KfDesk</source>
        <translation>欢迎使用 KfDesk</translation>
    </message>
    <message>
        <source>The console of your customer-service component</source>
        <translation>微信客服组件管理台</translation>
    </message>
    <message>
        <source>Try it in the sandbox</source>
        <translation>先在沙箱中试用</translation>
    </message>
    <message>
        <source>A simulated WeCom on this computer: invite merchants, watch authorisations arrive, export links. Nothing to configure, nothing real is touched, and nothing is kept.</source>
        <translation>本机上的模拟企业微信：邀请商户、看授权到达、导出链接。无需配置，不接触真实数据，退出后不保留。</translation>
    </message>
    <message>
        <source>Start the sandbox</source>
        <translation>启动沙箱</translation>
    </message>
    <message>
        <source>Connect my component</source>
        <translation>接入我的组件</translation>
    </message>
    <message>
        <source>You need suite_id, suite_secret, Token, EncodingAESKey and the corp id of your own corp, all from the provider console. Secrets are sealed before they are stored.</source>
        <translation>需要 suite_id、suite_secret、Token、EncodingAESKey 和服务商自己的 corpid，都可在服务商后台找到。机密先加密再保存。</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>开始接入…</translation>
    </message>
    <message>
        <source>Please wait…</source>
        <translation>请稍候…</translation>
    </message>
    <message>
        <source>Open a workspace that exists…</source>
        <translation>打开已有的工作区…</translation>
    </message>
    <message>
        <source>From another folder, or from a backup</source>
        <translation>来自其他文件夹或备份</translation>
    </message>
    <message>
        <source>Folder of the workspace</source>
        <translation>工作区所在文件夹</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::EventDetailPane</name>
    <message>
        <source>Show the whole text</source>
        <translation>显示完整明文</translation>
    </message>
    <message>
        <source>It holds secrets that open this corp&apos;s customer service. Make sure that nobody else sees the screen.</source>
        <translation>其中含有可以操作该企业客服的机密。请确认没有旁人看到屏幕。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>No event is selected</source>
        <translation>未选择事件</translation>
    </message>
    <message>
        <source>Choose an event to see what happened.</source>
        <translation>选择一条事件，查看发生了什么。</translation>
    </message>
    <message>
        <source>Decrypted text</source>
        <translation>明文</translation>
    </message>
    <message>
        <source>Hide secrets</source>
        <translation>隐藏机密</translation>
    </message>
    <message>
        <source>Show secrets…</source>
        <translation>显示机密…</translation>
    </message>
    <message>
        <source>Show corp</source>
        <translation>查看企业</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>事件经过</translation>
    </message>
    <message>
        <source>With its secrets</source>
        <translation>含机密</translation>
    </message>
    <message>
        <source>Secrets are replaced by dots</source>
        <translation>机密以圆点代替</translation>
    </message>
    <message>
        <source>Shows or hides the secrets in the text</source>
        <translation>显示或隐藏明文中的机密</translation>
    </message>
    <message>
        <source>Works on this event at once</source>
        <translation>立即处理这条事件</translation>
    </message>
    <message>
        <source>Goes to the corp in the list of corps</source>
        <translation>转到授权企业列表中的该企业</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::EventFacts</name>
    <message>
        <source>Corp</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Corp id</source>
        <translation>企业 ID</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>接入位置</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>&quot;state&quot; is the parameter&apos;s name in WeCom&apos;s documents.</extracomment>
        <translation>state</translation>
    </message>
    <message>
        <source>Authorisation code</source>
        <translation>授权码</translation>
    </message>
    <message>
        <source>Valid for</source>
        <translation>剩余有效</translation>
    </message>
    <message>
        <source>Chosen accounts</source>
        <translation>选择账号</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到时间</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>%1, next at %2</source>
        <translation>%1 次，下次 %2</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>凭证</translation>
    </message>
    <message>
        <source>Deleted on</source>
        <translation>清除时间</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Records deleted</source>
        <translation>清除记录数</translation>
    </message>
    <message>
        <source>Verified on</source>
        <translation>核验时间</translation>
    </message>
    <message>
        <source>the files are being searched</source>
        <translation>正在检查文件</translation>
    </message>
    <message>
        <source>Out of reach</source>
        <translation>无法触及</translation>
    </message>
    <message>
        <source>CSV files you exported, copies of the folder, swap</source>
        <translation>已导出的 CSV、文件夹的副本、系统交换区</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>复制：%1</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::ExportDialog</name>
    <message>
        <source>Export links as CSV</source>
        <translation>导出链接为 CSV</translation>
    </message>
    <message>
        <source>Which links</source>
        <translation>导出范围</translation>
    </message>
    <message>
        <source>Selected (%1)</source>
        <translation>已选（%1）</translation>
    </message>
    <message>
        <source>All that match the filters (%1)</source>
        <translation>当前筛选结果（%1）</translation>
    </message>
    <message>
        <source>All links (%1)</source>
        <translation>全部链接（%1）</translation>
    </message>
    <message>
        <source>How</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Mark as UTF-8, so that Excel shows Chinese correctly</source>
        <translation>写入 UTF-8 标记，Excel 才能正确显示中文</translation>
    </message>
    <message>
        <source>Keep spreadsheets from running cells as formulas</source>
        <translation>防止表格软件把单元格当公式执行</translation>
    </message>
    <message>
        <source>The file holds corp names and links. It is not deleted when a corp cancels.</source>
        <translation>文件中含有企业名称和链接；企业取消授权时不会随之删除。</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::FilterButton</name>
    <message>
        <source>%1: %2</source>
        <extracomment>a filter and what it is set to: &quot;Status: All&quot;</extracomment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::GrantList</name>
    <message>
        <source>First authorisation</source>
        <translation>首次授权</translation>
    </message>
    <message>
        <source>Authorisation changed</source>
        <translation>变更授权</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Assigned by hand</source>
        <translation>手工归入</translation>
    </message>
    <message>
        <source>No authorisation on record.</source>
        <translation>没有授权记录。</translation>
    </message>
    <message>
        <source>Without state</source>
        <translation>无 state</translation>
    </message>
    <message>
        <source>Unknown state %1</source>
        <translation>未知 state %1</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::IdLine</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>复制：%1</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::ImportPanel</name>
    <message>
        <source>Corps that authorised already</source>
        <translation>已授权企业导入</translation>
    </message>
    <message>
        <source>JSON or CSV (*.json *.csv)</source>
        <translation>JSON 或 CSV (*.json *.csv)</translation>
    </message>
    <message numerus="yes">
        <source>Import %n corps?</source>
        <translation>
            <numerusform>导入 %n 家企业？</numerusform>
        </translation>
    </message>
    <message>
        <source>Each of them is checked with WeCom before it is kept. The merchants notice nothing.</source>
        <translation>每一家都会先向企业微信核实再保存，商家不会有任何感知。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Importing corps</source>
        <translation>正在导入企业</translation>
    </message>
    <message numerus="yes">
        <source>%n corps are imported.</source>
        <translation>
            <numerusform>已导入 %n 家企业。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show corps</source>
        <translation>查看企业</translation>
    </message>
    <message>
        <source>Bring in merchants that authorised this component before KfDesk was there. The file is JSON or CSV with auth_corpid, permanent_code and, where it is known, state; delete it afterwards.</source>
        <translation>把使用 KfDesk 之前就已授权本组件的商家导入进来。文件为 JSON 或 CSV，包含 auth_corpid、permanent_code，以及已知的 state；导入后请删除该文件。</translation>
    </message>
    <message>
        <source>Import from a file…</source>
        <translation>从文件导入…</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::InvitationPanel</name>
    <message>
        <source>QR code of the authorisation link of %1</source>
        <translation>「%1」的授权链接二维码</translation>
    </message>
    <message>
        <source>Save the QR code as PNG</source>
        <translation>保存二维码为 PNG</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>Save the QR code as SVG</source>
        <translation>保存二维码为 SVG</translation>
    </message>
    <message>
        <source>SVG pictures (*.svg)</source>
        <translation>SVG 图片 (*.svg)</translation>
    </message>
    <message>
        <source>For the corp&apos;s administrator to scan with WeCom</source>
        <translation>企业管理员用企业微信扫码</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>PNG…</source>
        <translation>PNG…</translation>
    </message>
    <message>
        <source>SVG…</source>
        <translation>SVG…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Copy the QR code as a picture</source>
        <translation>将二维码复制为图片</translation>
    </message>
    <message>
        <source>Print the QR code</source>
        <translation>打印二维码</translation>
    </message>
    <message>
        <source>Archived: use it again to hand out its code</source>
        <translation>已归档，恢复使用后可继续出示</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>恢复使用</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Puts it back among the placements in use</source>
        <translation>放回使用中的接入位置</translation>
    </message>
    <message>
        <source>Takes it out of the list; codes that are out there go on working</source>
        <translation>从列表中移除；已发出的二维码仍然有效</translation>
    </message>
    <message>
        <source>The QR code is saved.</source>
        <translation>二维码已保存。</translation>
    </message>
    <message>
        <source>Present full screen</source>
        <extracomment>Opens the window that the merchant looks at, full screen.</extracomment>
        <translation>全屏出示给商户</translation>
    </message>
    <message>
        <source>Show the corp&apos;s whole name</source>
        <translation>显示企业全名</translation>
    </message>
    <message>
        <source>Opens a window of its own for the merchant, on a second screen where there is one. F11 turns full screen on and off, Esc leaves.</source>
        <translation>打开给商户看的独立窗口，有第二块屏幕时在那里显示。F11 切换全屏，Esc 退出。</translation>
    </message>
    <message>
        <source>In the presentation, after an authorisation. Otherwise only its beginning is shown, since others look on.</source>
        <translation>授权成功后在出示窗口中显示。不勾选时只显示开头几个字，以免旁人看到。</translation>
    </message>
    <message>
        <source>To paste it into a chat or a document</source>
        <translation>可粘贴到聊天或文档中</translation>
    </message>
    <message>
        <source>For screens and messages</source>
        <translation>适合屏幕显示和发送</translation>
    </message>
    <message>
        <source>For printing houses, at any size</source>
        <translation>适合印刷，可任意放大</translation>
    </message>
    <message>
        <source>One page with the name, the code and what to do</source>
        <translation>打印一页，含名称、二维码和说明</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::InvitePage</name>
    <message>
        <source>Invite</source>
        <translation>接入邀请</translation>
    </message>
    <message>
        <source>Reading placements…</source>
        <translation>正在读取接入位置…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>New placement</source>
        <translation>新建接入位置</translation>
    </message>
    <message>
        <source>Where will merchants attach their customer service?</source>
        <translation>商户将在哪里接入客服？</translation>
    </message>
    <message>
        <source>For example: Nanshan flagship shop</source>
        <translation>例如：南山旗舰店</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>新建</translation>
    </message>
    <message numerus="yes">
        <source>%n placements created.</source>
        <translation>
            <numerusform>已新建 %n 个接入位置。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n placements</source>
        <translation>
            <numerusform>%n 个接入位置</numerusform>
        </translation>
    </message>
    <message>
        <source>Placement, state (Ctrl+F)</source>
        <translation>接入位置、state (Ctrl+F)</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>Create several…</source>
        <translation>批量新建…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>授权进度</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>恢复使用</translation>
    </message>
    <message>
        <source>No placement is selected</source>
        <translation>未选择接入位置</translation>
    </message>
    <message>
        <source>A placement is a place in your product where merchants attach their customer service. Each has its own QR code.</source>
        <translation>接入位置是你的产品中供商户接入客服的地方，每个都有自己的二维码。</translation>
    </message>
    <message>
        <source>No placements yet</source>
        <translation>还没有接入位置</translation>
    </message>
    <message>
        <source>Create one to get its QR code.</source>
        <translation>新建一个即可得到二维码。</translation>
    </message>
    <message>
        <source>No placement matches</source>
        <translation>没有符合条件的接入位置</translation>
    </message>
    <message>
        <source>Show placements in use or archived ones</source>
        <translation>显示使用中或已归档的接入位置</translation>
    </message>
    <message>
        <source>Placements</source>
        <translation>接入位置</translation>
    </message>
    <message>
        <source>Present full screen</source>
        <translation>全屏出示给商户</translation>
    </message>
    <message>
        <source>From a list of names or a CSV file</source>
        <translation>从名称列表或 CSV 文件新建</translation>
    </message>
    <message>
        <source>A place in your product where merchants attach their customer service</source>
        <translation>您的产品中供商户接入客服的位置</translation>
    </message>
    <message>
        <source>Choose one to see its QR code and who has authorised</source>
        <translation>选择一项查看二维码和授权进度</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::KeyChoice</name>
    <message>
        <source>Key file</source>
        <translation>密钥文件</translation>
    </message>
    <message>
        <source>Key files (*.key)</source>
        <translation>密钥文件 (*.key)</translation>
    </message>
    <message>
        <source>How the secrets are kept</source>
        <translation>机密如何保管</translation>
    </message>
    <message>
        <source>With a passphrase, asked at each start</source>
        <translation>用口令，每次启动时输入</translation>
    </message>
    <message>
        <source>At least 8 characters. Nobody can bring it back: without it the stored secrets cannot be opened.</source>
        <translation>至少 8 个字符。口令无法找回：忘记后，已保存的机密谁也打不开。</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输一次</translation>
    </message>
    <message>
        <source>With a key file, so that the listener can start by itself</source>
        <translation>用密钥文件，监听可以自行启动</translation>
    </message>
    <message>
        <source>Made if it does not exist. It must lie outside the workspace; keep a copy in a safe place.</source>
        <translation>不存在时会新建。须放在工作区之外，并另存一份于安全处。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the key file</source>
        <translation>选择密钥文件</translation>
    </message>
    <message>
        <source>Opens by itself while you are signed in. Add a passphrase in the settings as well: the keychain does not move to another machine.</source>
        <translation>登录后自动打开。请在设置里再加一个口令：钥匙串不会随工作区搬到另一台机器。</translation>
    </message>
    <message>
        <source>Looking for the keychain…</source>
        <translation>正在查找钥匙串…</translation>
    </message>
    <message>
        <source>Not available: %1. %2</source>
        <extracomment>Why the keychain cannot be chosen: %1 is a cause, %2 what to do about it</extracomment>
        <translation>不可用：%1。%2</translation>
    </message>
    <message>
        <source>In this system&apos;s keychain, opened with your session</source>
        <translation>存入本系统的钥匙串，登录后自动打开</translation>
    </message>
    <message>
        <source>The same passphrase, against slips</source>
        <translation>再次输入同一口令，以防输错</translation>
    </message>
    <message>
        <source>Opens a choice of files</source>
        <translation>打开文件选择窗口</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::LinkQrDialog</name>
    <message>
        <source>QR code of the link of %1</source>
        <translation>「%1」的链接二维码</translation>
    </message>
    <message>
        <source>Link of %1</source>
        <translation>「%1」的链接</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>复制图片</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::LinksPage</name>
    <message>
        <source>Kf links</source>
        <translation>客服链接</translation>
    </message>
    <message>
        <source>Reading links…</source>
        <translation>正在读取链接…</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>接入位置</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>To configure</source>
        <translation>待配置</translation>
    </message>
    <message>
        <source>Configured</source>
        <translation>已配置</translation>
    </message>
    <message>
        <source>%1 of %2 links</source>
        <translation>%1 / %2 条链接</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>kf-links</source>
        <translation>客服链接</translation>
    </message>
    <message>
        <source>Export links as CSV</source>
        <translation>导出链接为 CSV</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Exporting links</source>
        <translation>导出链接</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Filter by placement</source>
        <translation>按接入位置筛选</translation>
    </message>
    <message>
        <source>Filter by configuration</source>
        <translation>按配置筛选</translation>
    </message>
    <message>
        <source>Show the links of all corps again</source>
        <translation>重新显示所有企业的链接</translation>
    </message>
    <message>
        <source>Corp, account, scene, link (Ctrl+F)</source>
        <translation>企业、账号、场景、链接 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Mark as configured</source>
        <translation>标为已配置</translation>
    </message>
    <message>
        <source>Mark as to be configured</source>
        <translation>标为待配置</translation>
    </message>
    <message>
        <source>Show corp</source>
        <translation>查看企业</translation>
    </message>
    <message>
        <source>No kf links yet</source>
        <translation>还没有客服链接</translation>
    </message>
    <message>
        <source>They appear here as soon as a corp has authorised.</source>
        <translation>企业授权后会自动出现在这里。</translation>
    </message>
    <message>
        <source>Invite a merchant</source>
        <translation>邀请商户</translation>
    </message>
    <message>
        <source>No link matches</source>
        <translation>没有符合条件的链接</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Copy links</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>The selected links, the filtered ones or all, as a file for spreadsheets</source>
        <translation>将选中、筛选出的或全部链接导出为表格文件</translation>
    </message>
    <message>
        <source>The context menu has what can be done with a selection</source>
        <translation>对选中行的操作在右键菜单中</translation>
    </message>
    <message>
        <source>One corp only</source>
        <extracomment>A filter in force; pressing the button takes it away.</extracomment>
        <translation>仅看一家企业</translation>
    </message>
    <message>
        <source>Search links</source>
        <translation>搜索链接</translation>
    </message>
    <message numerus="yes">
        <source>%Ln links</source>
        <translation>
            <numerusform>%Ln 条链接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>已选 %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %Ln links.</source>
        <translation>
            <numerusform>已导出 %Ln 条链接。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::ListenerBox</name>
    <message>
        <source>Listener stopped</source>
        <translation>监听已停止</translation>
    </message>
    <message>
        <source>Please wait…</source>
        <translation>请稍候…</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>监听中</translation>
    </message>
    <message>
        <source>Listening elsewhere</source>
        <translation>由其他程序监听</translation>
    </message>
    <message>
        <source>Listener failed</source>
        <translation>监听失败</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Opens the callbacks page</source>
        <translation>打开回调事件页</translation>
    </message>
    <message>
        <source>No ticket yet</source>
        <extracomment>the suite_ticket and its age: &quot;Ticket 4 minutes ago&quot;</extracomment>
        <translation>尚无票据</translation>
    </message>
    <message>
        <source>Ticket %1</source>
        <translation>票据 %1</translation>
    </message>
    <message>
        <source>Hears nothing</source>
        <translation>收不到回调</translation>
    </message>
    <message>
        <source>Callbacks not stored</source>
        <translation>回调无法保存</translation>
    </message>
    <message>
        <source>No ticket has arrived for 15 minutes, so authorisations may not arrive either. Test the public address on the callbacks page.</source>
        <translation>15 分钟没有收到平台票据，授权也可能收不到。请在回调页面自检公网地址。</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::ListenerCards</name>
    <message>
        <source>● Listening</source>
        <translation>● 监听中</translation>
    </message>
    <message>
        <source>○ Stopped: no authorisation arrives</source>
        <translation>○ 已停止：收不到授权</translation>
    </message>
    <message>
        <source>✕ Failed: %1</source>
        <translation>✕ 监听失败：%1</translation>
    </message>
    <message>
        <source>● Another program listens: %1</source>
        <translation>● 由其他程序监听：%1</translation>
    </message>
    <message>
        <source>Public address: not set (settings)</source>
        <translation>公网地址：未填写（见设置）</translation>
    </message>
    <message>
        <source>Public address %1</source>
        <translation>公网地址 %1</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>尚未收到</translation>
    </message>
    <message>
        <source>WeCom sends one about every ten minutes</source>
        <translation>企业微信约每十分钟推送一次</translation>
    </message>
    <message>
        <source>valid until %1</source>
        <translation>有效至 %1</translation>
    </message>
    <message>
        <source>nothing to do</source>
        <translation>无需处理</translation>
    </message>
    <message>
        <source>Good · slowest %1 ms</source>
        <translation>正常 · 最慢 %1 毫秒</translation>
    </message>
    <message>
        <source>Show the refused requests</source>
        <translation>查看被拒绝的请求</translation>
    </message>
    <message>
        <source>Platform ticket</source>
        <extracomment>suite_ticket, the ticket that WeCom pushes.</extracomment>
        <translation>平台票据</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Callback address</source>
        <translation>回调地址</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>✕ Callbacks cannot be stored: %1</source>
        <translation>✕ 回调无法保存：%1</translation>
    </message>
    <message>
        <source>WeCom is asked to send them again.</source>
        <translation>企业微信会再次推送这些回调。</translation>
    </message>
    <message>
        <source>Certificate valid until %1</source>
        <translation>证书有效期至 %1</translation>
    </message>
    <message>
        <source>Nothing arrives: test the public address</source>
        <translation>没有回调送达：请自检公网地址</translation>
    </message>
    <message>
        <source>Shows only the events that need a person</source>
        <translation>只看需要处理的事件</translation>
    </message>
    <message numerus="yes">
        <source>%Ln events</source>
        <translation>
            <numerusform>%Ln 条事件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln need you</source>
        <translation>
            <numerusform>%Ln 条需要处理</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be stored</source>
        <translation>
            <numerusform>%Ln 条未能保存</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused ❯</source>
        <translation>
            <numerusform>拒绝 %Ln ❯</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::ListenerSection</name>
    <message>
        <source>Listener</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Address of this computer that the listener binds to</source>
        <translation>监听绑定的本机地址</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Start listening with the console</source>
        <translation>启动管理台时开始监听</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.key);;All files (*)</source>
        <translation>PEM 文件 (*.pem *.crt *.key);;所有文件 (*)</translation>
    </message>
    <message>
        <source>127.0.0.1 lets only programs on this computer in, such as your reverse proxy or tunnel. Without a certificate do not open the listener to the Internet.</source>
        <translation>127.0.0.1 只允许本机程序访问，例如反向代理或隧道。没有证书时，请不要把监听直接开放到互联网。</translation>
    </message>
    <message>
        <source>Certificate, with the whole chain (PEM file, optional)</source>
        <translation>证书，含完整证书链（PEM 文件，可选）</translation>
    </message>
    <message>
        <source>Key of the certificate (PEM file)</source>
        <translation>证书私钥（PEM 文件）</translation>
    </message>
    <message>
        <source>With both files the listener speaks TLS (https) and nothing else; with neither it speaks plain HTTP, for a reverse proxy or tunnel that ends TLS. A renewed certificate is taken up when the listener starts again.</source>
        <translation>两个文件都填写时，监听只接受 TLS（https）；都不填时使用普通 HTTP，由前面的反向代理或隧道处理 TLS。证书续期后，重新启动监听即可生效。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
    <message>
        <source>Your reverse proxy or tunnel forwards to it</source>
        <translation>反向代理或隧道转发到此端口</translation>
    </message>
    <message>
        <source>Opens a choice of files</source>
        <translation>打开文件选择窗口</translation>
    </message>
    <message>
        <source>The self-test on the callbacks page goes through it</source>
        <translation>“回调事件”页的自检会经过此地址</translation>
    </message>
    <message>
        <source>Otherwise somebody starts it on the callbacks page</source>
        <translation>否则需在“回调事件”页手动启动</translation>
    </message>
    <message>
        <source>A running listener starts again with it</source>
        <translation>正在运行的监听会随之重启</translation>
    </message>
    <message>
        <source>Public address that is registered with WeCom</source>
        <translation>在企业微信登记的公网地址</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::MainWindow</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Stop receiving authorisations?</source>
        <translation>停止接收授权？</translation>
    </message>
    <message>
        <source>KfDesk is listening. After it closes, authorisations of merchants do not arrive.</source>
        <translation>KfDesk 正在监听。关闭后将收不到商户的授权。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>Keep receiving authorisations?</source>
        <translation>继续接收授权？</translation>
    </message>
    <message>
        <source>KfDesk is listening. In the background it keeps receiving authorisations of merchants.</source>
        <translation>KfDesk 正在监听。在后台运行可继续接收商户的授权。</translation>
    </message>
    <message>
        <source>Keep receiving in the background</source>
        <translation>在后台继续接收</translation>
    </message>
    <message>
        <source>To lock the window, add a passphrase first: Settings, Security</source>
        <translation>锁定窗口前，请先添加口令：设置 · 安全</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::MaskedField</name>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::MiniProgramView</name>
    <message>
        <source>&lt;bound corp id&gt;</source>
        <translation>&lt;绑定的企业 ID&gt;</translation>
    </message>
    <message>
        <source>Mini program</source>
        <translation>小程序</translation>
    </message>
    <message>
        <source>Kf link</source>
        <translation>客服链接</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>corpId is the corp of your own subject that is bound to the mini program; the link belongs to the merchant. Do not change the link.</source>
        <translation>corpId 是与小程序同主体并已绑定的企业 ID；链接属于商户企业，请勿修改链接。</translation>
    </message>
    <message>
        <source>Code for the mini program</source>
        <translation>小程序代码</translation>
    </message>
    <message>
        <source>The one that opens the chat</source>
        <translation>打开客服会话的小程序</translation>
    </message>
    <message>
        <source>The account that the chat is with</source>
        <translation>会话对应的客服账号</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::NavigationItem</name>
    <message>
        <source>%1, %2 need attention</source>
        <translation>%1，%2 条需要处理</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>name of a page and how many records it has</extracomment>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::NewLinkDialog</name>
    <message>
        <source>Link with parameters for %1</source>
        <translation>「%1」的带参链接</translation>
    </message>
    <message>
        <source>Where the link will stand (scene): up to 32 letters, digits, _ or -</source>
        <extracomment>&quot;scene&quot; and &quot;scene_param&quot; are names in WeCom&apos;s documents.</extracomment>
        <translation>链接放在哪里（scene）：不超过 32 个字母、数字、_ 或 -</translation>
    </message>
    <message>
        <source>What your product wants back (scene_param), optional, up to 128 bytes</source>
        <translation>希望带回的内容（scene_param，选填）：不超过 128 字节</translation>
    </message>
    <message>
        <source>Make the link</source>
        <translation>生成链接</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::Page</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::PlacementForm</name>
    <message>
        <source>Name of the placement</source>
        <translation>接入位置名称</translation>
    </message>
    <message>
        <source>New one</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Accounts a merchant can choose (mode)</source>
        <translation>账号选择（mode）</translation>
    </message>
    <message>
        <source>Exactly one each time (mode=1)</source>
        <translation>每次仅一个客服账号（mode=1）</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>可选多个</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>For example: address of the shop, contact</source>
        <translation>例如：门店地址、对接人</translation>
    </message>
    <message>
        <source>Authorisation link</source>
        <translation>授权链接</translation>
    </message>
    <message>
        <source>Make a new state</source>
        <translation>生成新的 state</translation>
    </message>
    <message>
        <source>Merchants have authorised with this state, so it stays as it is.</source>
        <translation>已有商户使用此 state 授权，不能再修改。</translation>
    </message>
    <message>
        <source>Merchants see it above the QR code. Changes are saved by themselves.</source>
        <translation>商户会在二维码上方看到；修改自动保存。</translation>
    </message>
    <message>
        <source>Ties an authorisation to this placement. Can be changed until a merchant has used it.</source>
        <translation>用于把授权对应到此接入位置，商户使用前可修改。</translation>
    </message>
    <message>
        <source>12 random letters and digits; the QR code changes with it</source>
        <translation>12 位随机字母数字，二维码随之改变</translation>
    </message>
    <message>
        <source>For your colleagues only</source>
        <translation>仅内部可见</translation>
    </message>
    <message>
        <source>State (returned to you; up to 128 letters and digits)</source>
        <extracomment>&quot;state&quot; is the parameter&apos;s name in WeCom&apos;s documents.</extracomment>
        <translation>state（授权回调原样带回，字母数字，≤128 字节）</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::PresentationWindow</name>
    <message>
        <source>QR code for attaching customer service: %1</source>
        <translation>接入客服的二维码：%1</translation>
    </message>
    <message>
        <source>A QR code is being shown</source>
        <translation>正在出示二维码</translation>
    </message>
    <message>
        <source>Waiting for the scan…</source>
        <translation>等待扫码授权…</translation>
    </message>
    <message>
        <source>Authorisation received, confirming…</source>
        <translation>已收到授权，正在确认…</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n accounts authorised</source>
        <translation>
            <numerusform>%1 已授权 %n 个客服账号</numerusform>
        </translation>
    </message>
    <message>
        <source>Please contact our staff</source>
        <translation>请联系工作人员</translation>
    </message>
    <message>
        <source>For staff: no ticket has arrived for 15 minutes, so authorisations may not arrive either. Check the callbacks page.</source>
        <translation>工作人员请注意：已超过 15 分钟没有收到平台票据，授权可能也收不到，请查看「回调事件」。</translation>
    </message>
    <message>
        <source>Scan to attach customer service</source>
        <translation>扫码接入微信客服</translation>
    </message>
    <message>
        <source>Attach WeChat customer service</source>
        <translation>接入微信客服</translation>
    </message>
    <message>
        <source>① The administrator opens WeCom</source>
        <translation>① 管理员打开企业微信</translation>
    </message>
    <message>
        <source>② Scans the QR code</source>
        <translation>② 扫描二维码</translation>
    </message>
    <message>
        <source>③ Chooses kf accounts and authorises</source>
        <translation>③ 选择客服账号并授权</translation>
    </message>
    <message>
        <source>For staff: the listener is stopped, so authorisations do not arrive. Start it before a merchant scans.</source>
        <translation>工作人员请注意：监听已停止，收不到授权，请先启动监听再让商户扫码。</translation>
    </message>
    <message>
        <source>%1: authorised</source>
        <translation>%1 已授权</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::ProgressStrip</name>
    <message>
        <source>%1: %2 of %3</source>
        <extracomment>%1 is the work: &quot;Synchronising corps: 12 of 40&quot;</extracomment>
        <translation>%1：%2 / %3</translation>
    </message>
    <message>
        <source>%1: cancelled after %2 of %3</source>
        <translation>%1：已取消，完成 %2 / %3</translation>
    </message>
    <message>
        <source>%1: %2 of %3 failed</source>
        <translation>%1：%3 项中 %2 项失败</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>name of what failed, and why</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Retry failed only</source>
        <translation>仅重试失败项</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>What failed</source>
        <translation>失败项</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::QuickSwitcher</name>
    <message>
        <source>Jump to corp</source>
        <translation>跳转到企业</translation>
    </message>
    <message>
        <source>Name, pinyin initials or id</source>
        <translation>名称、拼音首字母或 ID</translation>
    </message>
    <message>
        <source>Corps found</source>
        <translation>找到的企业</translation>
    </message>
    <message>
        <source>Up and Down choose among the corps found, Return goes there</source>
        <translation>用上下键选择企业，按回车跳转</translation>
    </message>
    <message>
        <source>Return goes to the chosen corp</source>
        <translation>按回车跳转到所选企业</translation>
    </message>
    <message>
        <source>No corp matches.</source>
        <translation>没有匹配的企业。</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::RawRequestDialog</name>
    <message>
        <source>The request holds: signature, decryption and receiver are right.</source>
        <translation>请求成立：签名、解密和接收方都正确。</translation>
    </message>
    <message>
        <source>It is WeCom&apos;s verification of the address.</source>
        <translation>这是企业微信对回调地址的 URL 验证。</translation>
    </message>
    <message>
        <source>It is an event of the type %1.</source>
        <translation>这是类型为“%1”的事件。</translation>
    </message>
    <message>
        <source>Check a raw request</source>
        <translation>检查原始请求</translation>
    </message>
    <message>
        <source>When callbacks are refused or do not arrive: paste one from the log of the relay, with its address or request line and the body below. It is checked on this machine and not stored.</source>
        <translation>回调被拒绝或收不到时：从中转的日志粘贴一条，包括地址或请求行，正文放在下面。只在本机检查，不会保存。</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The raw request</source>
        <translation>原始请求</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::RejectionDialog</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Refused requests</source>
        <translation>被拒绝的请求</translation>
    </message>
    <message>
        <source>A sample of what did not pass the checks; the newest first. Strangers who find the address cause such entries too.</source>
        <translation>未通过检查的请求（抽样，最新在前）。陌生人扫到地址也会产生这类记录。</translation>
    </message>
    <message>
        <source>A parameter is missing, repeated or broken: a relay may have changed the address.</source>
        <translation>参数缺失、重复或损坏：可能是转发环节改动了地址。</translation>
    </message>
    <message>
        <source>The body is not WeCom&apos;s envelope: a relay may have changed it.</source>
        <translation>正文不是企业微信的格式：可能被转发环节改动。</translation>
    </message>
    <message>
        <source>The signature does not match: the Token is wrong, or the text was changed on its way.</source>
        <translation>签名不符：Token 有误，或内容在途中被改动。</translation>
    </message>
    <message>
        <source>The ciphertext is damaged: + may have become a blank on its way.</source>
        <translation>密文损坏：途中 + 可能变成了空格。</translation>
    </message>
    <message>
        <source>It cannot be decrypted: the EncodingAESKey is wrong.</source>
        <translation>无法解密：EncodingAESKey 有误。</translation>
    </message>
    <message>
        <source>It is meant for somebody else: suite_id or provider corpid is wrong.</source>
        <translation>接收方不符：suite_id 或服务商 corpid 有误。</translation>
    </message>
    <message>
        <source>It could not be stored.</source>
        <translation>未能保存。</translation>
    </message>
    <message>
        <source>Parameters missing, repeated or broken</source>
        <translation>参数缺失、重复或损坏</translation>
    </message>
    <message>
        <source>Not WeCom&apos;s envelope</source>
        <translation>不是企业微信的信封格式</translation>
    </message>
    <message>
        <source>Wrong signature</source>
        <translation>签名不符</translation>
    </message>
    <message>
        <source>Damaged ciphertext</source>
        <translation>密文损坏</translation>
    </message>
    <message>
        <source>Ciphertext cut off</source>
        <translation>密文不完整</translation>
    </message>
    <message>
        <source>Encrypted with another key</source>
        <translation>用其他密钥加密</translation>
    </message>
    <message>
        <source>Impossible length</source>
        <translation>长度异常</translation>
    </message>
    <message>
        <source>Meant for somebody else</source>
        <translation>接收方不是本组件</translation>
    </message>
    <message>
        <source>Unknown address (404)</source>
        <translation>地址不存在（404）</translation>
    </message>
    <message>
        <source>Neither GET nor POST (405)</source>
        <translation>请求方法不是 GET 或 POST（405）</translation>
    </message>
    <message>
        <source>Not HTTP (400)</source>
        <translation>不是有效的 HTTP 请求（400）</translation>
    </message>
    <message>
        <source>Too large (413, 431)</source>
        <translation>请求过大（413、431）</translation>
    </message>
    <message>
        <source>Too slow (408)</source>
        <translation>发送过慢（408）</translation>
    </message>
    <message>
        <source>Too much at one time (503)</source>
        <translation>同时请求过多（503）</translation>
    </message>
    <message>
        <source>Failed TLS handshakes</source>
        <translation>TLS 握手失败</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::SecuritySection</name>
    <message>
        <source>Security</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>Key file %1</source>
        <translation>密钥文件 %1</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>New key file</source>
        <translation>新密钥文件</translation>
    </message>
    <message>
        <source>Key files (*.key)</source>
        <translation>密钥文件 (*.key)</translation>
    </message>
    <message>
        <source>Add a passphrase</source>
        <translation>添加口令</translation>
    </message>
    <message>
        <source>At least 8 characters. Nobody can bring it back.</source>
        <translation>至少 8 个字符，忘记后无法找回。</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Type it once more, so that a slip of the finger does not lock you out.</source>
        <translation>请再输一次，以免输错后打不开。</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输一次</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Adding the key…</source>
        <translation>正在添加…</translation>
    </message>
    <message>
        <source>The workspace can be opened with it from now on.</source>
        <translation>此后可用它打开工作区。</translation>
    </message>
    <message>
        <source>Remove this key</source>
        <translation>移除此密钥</translation>
    </message>
    <message>
        <source>It no longer opens the workspace; the other keys still do. Key files are not deleted.</source>
        <translation>它将不能再打开工作区，其余密钥不受影响。密钥文件本身不会删除。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Add a key file…</source>
        <translation>添加密钥文件…</translation>
    </message>
    <message>
        <source>Add a passphrase…</source>
        <translation>添加口令…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Sealed: the component&apos;s configuration, tickets, tokens, permanent codes, event texts. Readable to whoever has the folder: names and ids of corps, accounts and links, notes, times.</source>
        <translation>已封存：组件配置、平台票据、令牌、永久授权码、事件明文。拿到文件夹的人可以看到：企业、账号和链接的名称与 ID、备注、时间。</translation>
    </message>
    <message>
        <source>Keys of the workspace</source>
        <translation>工作区的密钥</translation>
    </message>
    <message>
        <source>Keychain of the system</source>
        <translation>系统钥匙串</translation>
    </message>
    <message>
        <source>Each of these opens the workspace. A listener without a window needs a key file; a person may prefer a passphrase, or the keychain of this system, which opens it without asking.</source>
        <translation>以下任意一个都能打开工作区。无窗口的监听需要密钥文件；人可以用口令，或用本系统的钥匙串免输入打开。</translation>
    </message>
    <message>
        <source>Add the system&apos;s keychain</source>
        <translation>添加系统钥匙串</translation>
    </message>
    <message>
        <source>For a listener without a window</source>
        <translation>供无界面的监听程序使用</translation>
    </message>
    <message>
        <source>For people; also needed to lock the window</source>
        <translation>供人工输入；锁定窗口也需要它</translation>
    </message>
    <message>
        <source>Opens the workspace without asking</source>
        <translation>打开工作区时无需输入</translation>
    </message>
    <message>
        <source>The chosen key</source>
        <translation>移除选中的密钥</translation>
    </message>
    <message>
        <source>The last key stays: nothing else would open the workspace</source>
        <translation>最后一个密钥不能移除：否则无法再打开工作区</translation>
    </message>
    <message>
        <source>%1 · added: %2</source>
        <translation>%1 · 添加于 %2</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::SessionCard</name>
    <message>
        <source>Waiting for the corp&apos;s name…</source>
        <translation>等待企业信息…</translation>
    </message>
    <message>
        <source>Show corp</source>
        <translation>查看企业</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Confirming · %1 left</source>
        <extracomment>%1 is the time left, mm:ss, before the authorisation code dies.</extracomment>
        <translation>换取中 · 剩余 %1</translation>
    </message>
    <message>
        <source>Confirming</source>
        <translation>换取中</translation>
    </message>
    <message>
        <source>Reading accounts</source>
        <translation>正在读取账号</translation>
    </message>
    <message>
        <source>Links ready</source>
        <translation>链接已就绪</translation>
    </message>
    <message>
        <source>Needs you · %1 left</source>
        <translation>需要处理 · 剩余 %1</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>%1 authorisation received</source>
        <translation>%1 收到授权</translation>
    </message>
    <message>
        <source>%1 confirmed</source>
        <translation>%1 换取授权码</translation>
    </message>
    <message>
        <source>%1 accounts read (%2)</source>
        <translation>%1 同步 %2 个账号</translation>
    </message>
    <message>
        <source>%1 links ready</source>
        <translation>%1 链接就绪</translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Goes to %1 in the list of corps</source>
        <translation>转到授权企业列表中的「%1」</translation>
    </message>
    <message>
        <source>Goes to the event</source>
        <translation>转到该事件</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::SessionList</name>
    <message>
        <source>Nobody has authorised here yet.</source>
        <translation>这里还没有商户授权。</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Chooses what is shown beside it</source>
        <translation>选择右侧显示的内容</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::Shell</name>
    <message>
        <source>Sandbox · all data are simulated</source>
        <translation>沙箱 · 数据均为模拟</translation>
    </message>
    <message>
        <source>Authorisations of merchants are being received</source>
        <translation>正在接收商户的授权</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::Sidebar</name>
    <message>
        <source>Component</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Navigation</source>
        <translation>导航</translation>
    </message>
    <message>
        <source>WeCom kf component console</source>
        <translation>微信客服组件管理台</translation>
    </message>
    <message>
        <source>All pages show the chosen component</source>
        <translation>所有页面显示所选组件的数据</translation>
    </message>
    <message>
        <source>Opens this page; Ctrl+%1</source>
        <translation>打开此页，快捷键 Ctrl+%1</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::TableView</name>
    <message>
        <source>Reset columns</source>
        <translation>重置列</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>复制单元格</translation>
    </message>
    <message>
        <source>Copy rows with headers</source>
        <translation>复制行（含表头）</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>显示列</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::TakeOverNotice</name>
    <message>
        <source>Nobody receives authorisations: %1 has ended</source>
        <extracomment>%1 is a program, such as &quot;kfdeskctl serve (pid 4711, server1)&quot;</extracomment>
        <translation>无人接收授权：%1 已结束</translation>
    </message>
    <message>
        <source>Start it again, or receive here as long as this window is open. What merchants authorise meanwhile is lost.</source>
        <translation>请重新启动它，或在此窗口打开期间由本窗口接收。无人接收期间商家完成的授权会丢失。</translation>
    </message>
    <message>
        <source>Receive here</source>
        <translation>由本窗口接收</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::Tray</name>
    <message>
        <source>KfDesk keeps receiving authorisations.</source>
        <translation>KfDesk 正在后台接收授权。</translation>
    </message>
    <message>
        <source>Open KfDesk</source>
        <translation>打开 KfDesk</translation>
    </message>
    <message>
        <source>Stop listening and quit</source>
        <translation>停止监听并退出</translation>
    </message>
    <message>
        <source>KfDesk is listening</source>
        <translation>KfDesk 正在监听</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::UnlockView</name>
    <message>
        <source>Workspace is locked</source>
        <translation>工作区已锁定</translation>
    </message>
    <message>
        <source>Workspace could not be opened</source>
        <translation>工作区无法打开</translation>
    </message>
    <message>
        <source>Opening workspace…</source>
        <translation>正在打开工作区…</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Of this workspace; the listener goes on while it is locked</source>
        <translation>本工作区的口令；锁定期间监听不受影响</translation>
    </message>
    <message>
        <source>Shows the data again</source>
        <translation>重新显示数据</translation>
    </message>
    <message>
        <source>Key file of this workspace</source>
        <translation>此工作区的密钥文件</translation>
    </message>
    <message>
        <source>Key files (*.key);;All files (*)</source>
        <translation>密钥文件 (*.key);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Folder of the workspace</source>
        <translation>工作区所在文件夹</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>正在解锁…</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Choose the key file…</source>
        <translation>选择密钥文件…</translation>
    </message>
    <message>
        <source>Ask the system&apos;s keychain again</source>
        <translation>重新读取系统钥匙串</translation>
    </message>
    <message>
        <source>Open another workspace…</source>
        <translation>打开其他工作区…</translation>
    </message>
    <message>
        <source>Opens the same folder once more</source>
        <translation>重新打开同一文件夹</translation>
    </message>
    <message>
        <source>When it was moved or another one fits</source>
        <translation>密钥文件被移动过，或另有可用的密钥文件时</translation>
    </message>
    <message>
        <source>After you have unlocked it</source>
        <translation>请先解锁系统钥匙串</translation>
    </message>
    <message>
        <source>From another folder</source>
        <translation>从其他文件夹打开</translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::WelcomeNotice</name>
    <message>
        <source>Your component is connected</source>
        <translation>组件已接入</translation>
    </message>
    <message>
        <source>Next, let WeCom&apos;s callbacks arrive: the callbacks page shows the address and tests it. Merchants that authorised before are then imported under Settings, Components.</source>
        <translation>接下来让企业微信的回调能够到达：“回调事件”页会显示地址并可自检。之前已授权的商家，随后可在“设置 · 组件”中导入。</translation>
    </message>
    <message>
        <source>Import corps…</source>
        <translation>导入企业…</translation>
    </message>
    <message>
        <source>Callbacks page</source>
        <translation>回调事件页</translation>
    </message>
    <message>
        <source>Address and self-test</source>
        <translation>查看地址并自检</translation>
    </message>
</context>
</TS>
