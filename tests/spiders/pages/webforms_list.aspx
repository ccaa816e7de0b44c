<html><head><title>征地公告</title></head><body><form method="post" action="newslist.aspx?classid=6791" id="form1">
<input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" value="">
<input type="hidden" name="__VIEWSTATE" value="/wEPDwUK"><input type="hidden" name="__EVENTVALIDATION" value="/wEWBA">
<input type="text" name="keyword" value=""><input type="submit" name="go" value="搜索">
<div class="colcont"><ul><li><span>2017-04-21</span><a href="news.aspx?id=12">省政府关于某工程建设用地的批复</a></li>
<li><span>2017-04-11</span><a href="news.aspx?id=11">某县城市建设用地征收公告</a></li></ul></div>
<div id="AspNetPager1">共3页 第1页 <span>1</span><a href="javascript:__doPostBack('AspNetPager1','2')">2</a>
<a href="javascript:__doPostBack('AspNetPager1','3')">3</a><a href="javascript:__doPostBack('AspNetPager1','2')">下一页</a></div>
<script>function __doPostBack(eventTarget, eventArgument) { }</script></form></body></html>
