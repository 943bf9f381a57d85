#pragma once

#include <array>

namespace kfdesk::test {

/// Callbacks computed once with the openssl program (not with our code), the random prefix being "0123456789abcdef".
struct KnownCallback
{
    const char* name;
    const char* timestamp;
    const char* nonce;
    const char* receiveId;
    const char* message;
    const char* encrypt;
    const char* signature;
};

inline constexpr const char* knownToken = "kfDemoToken2024";
inline constexpr const char* knownAesKey = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg";
inline constexpr const char* knownRandom = "0123456789abcdef";

inline constexpr std::array<KnownCallback, 6> knownCallbacks{{
    {"echo", "1718000001", "n0nce111", "wwdemo0provider0corp", "1616374826283610349",
     "NkQ0xBejso6Q1D6PTIoYSP8bczydoRnboHlX1NePl+vBKWZFKzvgZd4o9BJGVsvVwpUyIPgWW397FgHuQF5ghQ==",
     "612118cb6401124269160b9bef0dc883fc7e147f"},
    {"suite_ticket", "1718000002", "n0nce222", "wwdemo0suite0kfcomp1",
     "<xml><SuiteId><![CDATA[wwdemo0suite0kfcomp1]]></SuiteId><InfoType><![CDATA[suite_ticket]]></InfoType"
     "><TimeStamp>1718000002</TimeStamp><SuiteTicket><![CDATA[demoTicketAAA]]></SuiteTicket></xml>",
     "NkQ0xBejso6Q1D6PTIoYSEhU0QZke9VdvxGbBJWMVFI0WFjF2/iZ/9CekY/z7KyheMTpvVvnjHbRdXBf/J//fpnXlffR28QNdy3t"
     "8LhFjc2LSBPTEr0OgTJeN39ohEKgZnsReQHiNGBd0pHSSug+9DPuYGAwd57iL13RAudjB/vzZZXc0CG7hjZX2wCfiM0lpWX3mLh8"
     "L/dm+tuWCXNtU2HrTetI54x206jLslMhs3jaWJHXPAdGJ/MgGClOvRo8cBVSBPHIKivJevDPxctoqB0N1l7qkJw/QLRcW0HoBRHg"
     "qqUUBD1MmfFQIY0YUEeKlj6P96E6EdKdQQStcQ2LaA==",
     "5f06f768c71b358e9445a9ae4f6a14a0bac63a4c"},
    {"create_auth", "1718000003", "n0nce333", "wwdemo0suite0kfcomp1",
     "<xml><SuiteId><![CDATA[wwdemo0suite0kfcomp1]]></SuiteId><AuthCode><![CDATA[demoAuthCodeBBB]]></AuthC"
     "ode><InfoType><![CDATA[create_auth]]></InfoType><TimeStamp>1718000003</TimeStamp><State><![CDATA[sho"
     "p42]]></State><ExtraInfo><AuthOpenKfIdList><OpenKfId><![CDATA[wkDemoA]]></OpenKfId><OpenKfId><![CDAT"
     "A[wkDemoB]]></OpenKfId></AuthOpenKfIdList></ExtraInfo></xml>",
     "NkQ0xBejso6Q1D6PTIoYSEyvEOHwiInzGVCvUpYK7p1soI1cg5P418sE4XssKTnwC0vP3Vnnm4/E/QehJdyR07bAx0CCdOiZnXbb"
     "A3rpC3h1TgKrx1PXjK7WnHlIjPB16uuuXZxxDHXd2LQa4/j2Sr2UfWpFRluhPmKp75ienP0v4vzaxBw2lRcGN2IWdKA/TCLfW8DC"
     "nFG/oLhzs77JYo+uHIQe6JJJPhzAuS2xVftbCkaKcBosTPAgv8a1za4pbre2CJH6KgD+Vsjvx5rESb4rcxqGE7ASHeuzwlzbG4qC"
     "HpFSwSOIYHH3z4fytT5p99CBnGHI7YiV2009PPHYfg/roe73fTsiTsskUuIX540pZshPZhMWXJKR+ryBEunztgEg/UuUknRfiNfm"
     "0MF3VyfGijHispiGrZXXiqh6O+eNqIYcwYm0A9Ns7T7io/0XzG9JRMLc11EcaKGkrt83/bwdMFc0xVfKsVrhFZW3ksO90i/FUsmG"
     "Tets3GBjZh7TE2UhorMdAFR4OUivVN7zyJpMfgHLoa8gX8Km0iAUv+A=",
     "15f555b5b4ebcf8ec520d73581d499fd7e982db2"},
    {"data_callback", "1718000004", "n0nce444", "wpDemoAuthCorp0001",
     "<xml><ToUserName><![CDATA[wpDemoAuthCorp0001]]></ToUserName><CreateTime>1718000004</CreateTime><MsgT"
     "ype><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[ENCdemoToke"
     "n]]></Token><OpenKfId><![CDATA[wkDemoA]]></OpenKfId></xml>",
     "NkQ0xBejso6Q1D6PTIoYSHN2tfxdCaLkzgiQ/Tf0fnYdX01ZvP+RckTWkTN7tfc3zGsuDj88MuNCDtNcnf95wuR2D4Aa7vz2ZU7s"
     "NKhbyeAOSn7ql92OYQUq4BTSbK1qRnw6wIFdxjxWi+TQvOc4WfStu3GVy8zpHXvxJHHkyKADF3aoKfvrQGc9d/u+cVv0G+8t4ceO"
     "WKCw7r6OngjYOpM+jAkA5e4v9A6ITBOCUJ6g1b0L21eHYtXIkgnFv78sHhDKFxDbhnZjpJXd6wzYivoqt9x14HaNULFD//edocMS"
     "mraiDmkKiz8rVnoeV5/tL2tPv7bRL9tQEUgT64v624HJiRB6W/Y7mj3VWNxVFP+JkcwSMNawYp/5/3XWd3vzT6vpNXyU83ZZt7lZ"
     "OBUaZM5g2HF6agpLwLK4r9E+Ec0=",
     "bd14c6ecac84864559e07aea1debb8a4c3f57cbc"},
    {"full_pad_block", "1718000005", "n0nce555", "wwdemo0suite0kfcomp1", "xxxxxxxxxxxxxxxxxxxxxxxx",
     "NkQ0xBejso6Q1D6PTIoYSEeJmJbPIoz9mbOD8LBHGmdS/mX0aesZ5O2AfNFlp4VqfoppIcoIMV0Neo46nGmkiNqrSShd0XhX2mcI"
     "WKV+kR6sfvicSJu/AYQfiWdM02uM",
     "70556cb34146cc70b84b158bd40c22145764e2da"},
    {"multi_byte_text", "1718000006", "n0nce666", "wwdemo0suite0kfcomp1", "你好",
     "NkQ0xBejso6Q1D6PTIoYSK1pa6n3k8cJhFeuIAa1aqE25Va9R4awGVKkfmrodlhKCQD0iDksM9HIsr5yIg5jdQ==",
     "aa1bc33ab823daa1fd3d59ad39bae8c79bfc7e2b"},
}};

} // namespace kfdesk::test
