#include "core/sandbox/merchant_names.h"

#include "core/sandbox/seeded_text.h"

#include <QStringBuilder>

#include <array>
#include <numeric>

namespace kfdesk::sandbox {

namespace {

struct Trade
{
    QStringView word;
    QStringView industry;
};

constexpr auto cities = std::to_array<QStringView>({
    u"深圳市", u"广州市", u"杭州市", u"宁波市", u"苏州市",   u"南京市", u"无锡市",   u"上海",   u"北京",   u"天津",
    u"重庆",   u"成都市", u"绵阳市", u"武汉市", u"宜昌市",   u"长沙市", u"株洲市",   u"厦门市", u"福州市", u"泉州市",
    u"青岛市", u"济南市", u"烟台市", u"郑州市", u"洛阳市",   u"西安市", u"咸阳市",   u"昆明市", u"大理市", u"贵阳市",
    u"南宁市", u"桂林市", u"海口市", u"合肥市", u"景德镇市", u"南昌市", u"哈尔滨市", u"沈阳市", u"大连市", u"六安市",
});

constexpr auto brands = std::to_array<QStringView>({
    u"云舟", u"青禾",   u"远山", u"星桥", u"晨曦里", u"木棉", u"乐行", u"长风",   u"重岩", u"朝露", u"明澈", u"北辰",
    u"南枝", u"沐野",   u"知远", u"禾木", u"澄江",   u"望岳", u"映月", u"听松",   u"万象", u"百川", u"千寻", u"九州",
    u"四季", u"三合",   u"双桅", u"一苇", u"金穗",   u"银杏", u"铜陵", u"玉衡",   u"翠屏", u"丹霞", u"碧潭", u"素锦",
    u"墨池", u"朱砂",   u"蓝鲸", u"白鹭", u"红枫",   u"紫荆", u"绿源", u"橙果",   u"小满", u"谷雨", u"惊蛰", u"霜降",
    u"立夏", u"秋实",   u"春晖", u"冬藏", u"海纳",   u"江海", u"湖畔", u"溪云",   u"泉涌", u"山岚", u"林间", u"原野",
    u"花间", u"果然",   u"草本", u"竹韵", u"梅雪",   u"兰亭", u"菊坞", u"荷塘",   u"柳岸", u"桃源", u"安居", u"康健",
    u"和顺", u"诚信达", u"信达", u"恒通", u"永固",   u"新锐", u"启明", u"卓越坊",
});

constexpr auto trades = std::to_array<Trade>({
    {u"文具", u"文化用品"},     {u"茶业", u"食品饮料"},     {u"食品", u"食品饮料"},     {u"酒业", u"食品饮料"},
    {u"乳业", u"食品饮料"},     {u"水果", u"生鲜果蔬"},     {u"生鲜", u"生鲜果蔬"},     {u"农业科技", u"农林牧渔"},
    {u"花卉", u"农林牧渔"},     {u"宠物用品", u"零售"},     {u"母婴用品", u"零售"},     {u"日用品", u"零售"},
    {u"服饰", u"服装纺织"},     {u"鞋业", u"服装纺织"},     {u"家纺", u"服装纺织"},     {u"家具", u"家居建材"},
    {u"家居", u"家居建材"},     {u"建材", u"家居建材"},     {u"灯饰", u"家居建材"},     {u"陶瓷", u"家居建材"},
    {u"电子", u"电子电器"},     {u"电器", u"电子电器"},     {u"数码科技", u"电子电器"}, {u"软件", u"IT服务"},
    {u"网络科技", u"IT服务"},   {u"信息技术", u"IT服务"},   {u"教育咨询", u"教育培训"}, {u"文化传媒", u"文化传媒"},
    {u"广告", u"文化传媒"},     {u"印务", u"文化传媒"},     {u"旅行社", u"旅游酒店"},   {u"酒店管理", u"旅游酒店"},
    {u"餐饮管理", u"餐饮"},     {u"物流", u"交通物流"},     {u"汽车服务", u"汽车"},     {u"医疗器械", u"医疗健康"},
    {u"健康管理", u"医疗健康"}, {u"体育用品", u"体育健身"}, {u"商贸", u"批发零售"},     {u"环保科技", u"环保"},
});

constexpr auto scales = std::to_array<QStringView>({u"1-50人", u"51-100人", u"101-200人", u"201-500人", u"501-1000人"});

constexpr auto accountNames = std::to_array<QStringView>({
    u"售前咨询", u"售后服务", u"订单查询", u"大客户专线", u"投诉建议", u"会员中心",   u"技术支持", u"退换货",
    u"物流查询", u"预约服务", u"加盟咨询", u"直播间客服", u"门店客服", u"小程序客服", u"发票服务", u"招商合作",
    u"安装维修", u"夜间值班", u"企业团购", u"活动咨询",   u"课程顾问", u"产品顾问",   u"海外服务", u"官网客服",
});

} // namespace

const int MerchantNames::distinctNames = static_cast<int>(cities.size() * brands.size() * trades.size());

MerchantNames::MerchantNames(const SeededText& seeded)
    : m_step(static_cast<int>(seeded.number("name step", QString()) % static_cast<quint32>(distinctNames)))
    , m_start(static_cast<int>(seeded.number("name start", QString()) % static_cast<quint32>(distinctNames)))
{
    // A step without a common factor visits every combination once.
    while (std::gcd(m_step, distinctNames) != 1)
        ++m_step;
}

int MerchantNames::shuffled(int index) const
{
    return static_cast<int>((qint64(index) * m_step + m_start) % distinctNames);
}

QString MerchantNames::corpName(int index) const
{
    const auto n = static_cast<size_t>(shuffled(index));
    return cities[n % cities.size()] % brands[n / cities.size() % brands.size()] %
           trades[n / cities.size() / brands.size()].word % QStringView(u"有限公司");
}

QString MerchantNames::industry(int index) const
{
    const auto n = static_cast<size_t>(shuffled(index));
    return trades[n / cities.size() / brands.size()].industry.toString();
}

QString MerchantNames::scale(int index) const
{
    return scales[static_cast<size_t>(shuffled(index)) % scales.size()].toString();
}

QString MerchantNames::accountName(int merchant, int account) const
{
    const auto first = static_cast<size_t>(shuffled(merchant));
    const auto n = static_cast<size_t>(account);
    const QString name = accountNames[(first + n) % accountNames.size()].toString();
    const size_t round = n / accountNames.size();
    return round == 0 ? name : name + QString::number(round + 1);
}

} // namespace kfdesk::sandbox
